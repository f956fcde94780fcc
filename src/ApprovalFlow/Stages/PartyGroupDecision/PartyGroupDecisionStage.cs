using ApprovalFlow.Applications;
using ApprovalFlow.Engine;
using ApprovalFlow.Meetings;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.PartyGroupDecision;

/// <summary>
/// 党组讨论决定: meetings until everybody proposed has a result under signed minutes. Only a passed item moves anybody on; a
/// score never does. What a meeting left open, a later one takes up; whoever is held is left behind, not waited for.
/// </summary>
public sealed class PartyGroupDecisionStage : StageActivity
{
    private const int ConveneWorkingDays = 5;

    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.PartyGroupDecision",
        new("讨论决定", "Decision"),
        new("党组讨论决定", "Party-group decision"),
        new("逐个介绍、逐一发表意见、主要负责人末位表态、表决；三分之二以上成员到会，应到会成员过半数同意。", "Introduced and voted one by one, the chief last; two thirds present, more than half of those who should attend in favour."),
        [
            new("Mode", "String", new("表决方式", "Way of voting"),
                new("无记名投票、举手或口头。", "Secret ballot, show of hands, or voice."), nameof(VoteMode.SecretBallot), "dropdown",
                [
                    new(nameof(VoteMode.SecretBallot), new("无记名投票", "Secret ballot")),
                    new(nameof(VoteMode.ShowOfHands), new("举手", "Show of hands")),
                    new(nameof(VoteMode.Voice), new("口头", "Voice")),
                ]),
            new("Threshold", "String", new("同意票须超过应到会成员的", "Votes must exceed this share of those who should attend"),
                new("不得低于二分之一；可以更严。", "Never less than half; may be stricter."), "1/2", "dropdown",
                [new("1/2", new("1/2", "1/2")), new("2/3", new("2/3", "2/3")), new("3/4", new("3/4", "3/4")), new("4/5", new("4/5", "4/5"))]),
            new("RecusalPolicy", "String", new("回避成员的计算", "How recused members count"),
                new("严格：计入应到会，不计入到会，不表决。", "Strict: counts among those who should attend, not among those present."), nameof(RecusalQuorumPolicy.Strict), "dropdown",
                [
                    new(nameof(RecusalQuorumPolicy.Strict), new("严格", "Strict")),
                    new(nameof(RecusalQuorumPolicy.PresentNonVoting), new("计入到会，不表决", "Present, not voting")),
                    new(nameof(RecusalQuorumPolicy.ExcludeFromBoth), new("应到会和到会均不计", "Counted in neither")),
                ]),
        ],
        [
            new("Passed", new("有人选通过", "Somebody passed")),
            new("NonePassed", new("无人通过", "Nobody passed")),
        ],
        typeof(PartyGroupDecisionStage));

    protected override StageKind Kind => StageKind.PartyGroupDecision;

    protected override object Settings(ActivityContext context)
    {
        var settings = new DecisionSettings(
            Enum.Parse<VoteMode>(context.Input<string>("Mode") ?? nameof(VoteMode.SecretBallot)), context.Input<string>("Threshold") ?? "1/2",
            Enum.Parse<RecusalQuorumPolicy>(context.Input<string>("RecusalPolicy") ?? nameof(RecusalQuorumPolicy.Strict)));
        _ = settings.Rule; // an unlawful majority stops here, before anybody meets
        return settings;
    }

    protected override Task OpenAsync(StageContext stage)
    {
        AskForMeeting(stage, round: 1);
        return Task.CompletedTask;
    }

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        var proposed = await stage.CandidatesAsync(ApplicationState.Proposed);
        var meetings = await stage.Db.Set<Meeting>().Where(m => m.StageRunId == stage.Run.Id).ToListAsync(stage.Cancellation);
        if (meetings.Any(m => m.State != MeetingState.Minuted)) return null;

        var ids = meetings.Select(m => m.Id).ToList();
        var items = await stage.Db.Set<DecisionItem>().Where(i => ids.Contains(i.MeetingId)).ToListAsync(stage.Cancellation);
        var reconsidered = await stage.Db.Set<ReconsiderationConsent>().Select(c => c.ItemId).ToListAsync(stage.Cancellation);
        var current = items.Where(i => i.FollowedById is null).ToDictionary(i => i.ApplicationId);
        var pending = proposed.Where(a => !current.TryGetValue(a.Id, out var item) || PendingItems.IsPending(item, reconsidered)).ToList();
        if (pending.Exists(a => a.HeldAt is null))
        {
            var tasks = await stage.TasksAsync();
            if (!tasks.Exists(t => t.Kind == TaskKind.ConveneMeeting && t.State == TaskState.Open)) AskForMeeting(stage, meetings.Count + 1);
            return null;
        }

        foreach (var candidate in proposed.Except(pending)) await ConcludeAsync(stage, candidate, current[candidate.Id]);
        await RefuseMoreThanThePostsAsync(stage);
        var passed = proposed.Count(a => a.State == ApplicationState.Decided);
        if (passed == 0 && !stage.Run.IsCatchUp && (pending.Count > 0 || await CatchUpRounds.AnyBehindAsync(stage, before: ApplicationState.Proposed))) return null;

        return new StageResult(passed > 0 ? "Passed" : "NonePassed", new
        {
            Meetings = meetings.OrderBy(m => m.Round).Select(m => new { m.Session, m.MinutesHash }), Decided = proposed.Count, Passed = passed,
        });
    }

    private static void AskForMeeting(StageContext stage, int round) =>
        stage.OpenTask(TaskKind.ConveneMeeting, AskWho.AnyWith(Role.Organiser), null, "", ConveneWorkingDays, round);

    /// <summary>Those passed hear of it with the public notice; those not passed hear of it now.</summary>
    private static async Task ConcludeAsync(StageContext stage, Application candidate, DecisionItem item)
    {
        if (item.InForce)
        {
            candidate.MoveTo(ApplicationState.Decided);
            stage.Record("decision.passed", candidate.Id, $"{candidate.Number} item {item.Id:n}");
            return;
        }

        candidate.MoveTo(ApplicationState.NotPassed, "党组讨论未通过");
        stage.Tell(candidate, CaseEventKind.DecisionNotPassed);
        stage.Record("decision.not-passed", candidate.Id, $"{candidate.Number} item {item.Id:n}");
        await stage.MailNotChosenAsync(candidate, new("经党组讨论未通过", "not passed by the party group"));
    }

    /// <summary>INV-03, asked once more where it counts: no override exists, so an excess is a fault and stops the stage.</summary>
    private static async Task RefuseMoreThanThePostsAsync(StageContext stage)
    {
        foreach (var post in await stage.PostsAsync())
        {
            if (await PostSeats.LeftAsync(stage.Db, post.Id, stage.Cancellation) < 0)
                throw new InvalidOperationException($"More people passed for {post.Name} than the post has seats.");
        }
    }
}
