using System.Collections.Immutable;
using System.Globalization;
using ApprovalFlow.Applications;
using ApprovalFlow.Ballots;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.DemocraticEvaluation;

/// <summary>What an evaluator may say. The words are those of the setting in a drawing.</summary>
public enum EvaluationScale
{
    /// <summary>赞成、不赞成、弃权.</summary>
    Approve = 1,

    /// <summary>优秀、称职、基本称职、不称职、弃权.</summary>
    Grade = 2,
}

/// <summary>What was in force for one run of the stage. <paramref name="VetoAtOrBelow"/> is a share from 0 to 1; null sets no veto.</summary>
public sealed record EvaluationSettings(decimal Weight, decimal FullMark, EvaluationScale Scale, decimal? VetoAtOrBelow, ImmutableArray<VoterCategory> Categories)
{
    internal Component Component => new(Components.Evaluation, Weight, FullMark);

    internal ImmutableArray<string> Options => Scale switch
    {
        EvaluationScale.Approve => BallotSheet.Approval,
        EvaluationScale.Grade => BallotSheet.Grades,
    };

    /// <summary>"leaders=40;others=60"; empty for one category. An evaluator of no named category counts in the last.</summary>
    public static ImmutableArray<VoterCategory> CategoriesOf(string text)
    {
        var categories = text.Replace('＝', '=').Split(['\n', ';', '；', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
            .Select(pair => pair.Length == 2 && decimal.TryParse(pair[1], NumberStyles.Number, CultureInfo.InvariantCulture, out var weight) && weight > 0
                ? new VoterCategory(pair[0], weight)
                : throw new FormatException($"A category is written as \"name=weight\"; this is not: \"{string.Join('=', pair)}\"."))
            .ToImmutableArray();
        return categories.IsEmpty ? VoterCategory.One : categories;
    }

    internal string CategoryFor(string assigned) => Categories.Any(category => category.Key == assigned) ? assigned : Categories[^1].Key;
}

/// <summary>
/// Democratic evaluation (DOMAIN §5 stage 6): a meeting with at least two thirds of those who should attend, a secret ballot on
/// one sheet, a veto at or below the line. A meeting too thin, a void round or one without a result is held again.
/// </summary>
public sealed class DemocraticEvaluationStage : StageActivity
{
    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.DemocraticEvaluation",
        new("考试测评", "Examination and evaluation"),
        new("民主测评", "Democratic evaluation"),
        new("监票人主持测评会：到会不少于应到会人数三分之二方可开始，无记名投票，关箱前任何人不能查看结果。",
            "Held by the scrutineer: at least two thirds of those who should attend, secret ballots, and no result for anybody before the box is closed."),
        [
            new("Weight", "Decimal", new("权重（%）", "Weight (%)"), new("占综合成绩的百分比；各项之和为100。", "Share of the total; all shares add up to 100."), 30m, Min: 0, Max: 100),
            new("Scale", "String", new("测评方式", "Scale"), new("赞成制按赞成率计分；等次制按等次均分计分，各类人员合并计算。", "Approval scores by the rate of approval; grades score by their mean, all categories together."), "Approve", "dropdown",
                [new("Approve", new("赞成／不赞成／弃权", "Approve / disapprove / abstain")), new("Grade", new("优秀／称职／基本称职／不称职", "Excellent / good / fair / poor"))]),
            new("VetoAtOrBelow", "Decimal", new("否决线（%）", "Veto line (%)"), new("赞成率（等次制为优秀和称职率）不高于此线的不再进入后续环节；-1表示不设。", "Whoever's approval (for grades: the share of the two best) is at or below it is out; -1 sets none."), 50m, Min: -1, Max: 100),
            new("Attendance", "String", new("到会比例", "Attendance"), new("不少于应到会人数的三分之二，不可放宽。", "At least two thirds of those who should attend; cannot be relaxed."), "2/3"),
            new("Categories", "String", new("测评人类别权重", "Categories of evaluators"), new("如 leaders=40;others=60；留空则不分类别。有效票不足5张的类别并入下一类别。", "For example leaders=40;others=60; empty for one category. A category with fewer than five valid ballots joins the next."), ""),
        ],
        [new("Evaluated", new("已测评", "Evaluated")), new("NoneRemaining", new("无人通过", "Nobody remains"))],
        typeof(DemocraticEvaluationStage));

    protected override StageKind Kind => StageKind.DemocraticEvaluation;

    protected override object Settings(ActivityContext context)
    {
        var veto = context.Input<decimal>("VetoAtOrBelow");
        return new EvaluationSettings(
            context.Input<decimal>("Weight"), 100, Enum.Parse<EvaluationScale>(context.Input<string>("Scale") ?? nameof(EvaluationScale.Approve)),
            veto < 0 ? null : veto / 100, EvaluationSettings.CategoriesOf(context.Input<string>("Categories") ?? ""));
    }

    protected override async Task OpenAsync(StageContext stage)
    {
        var plan = stage.Competition.Plan.Schedule;
        var at = stage.HeldAt(plan.EvaluationAt);
        foreach (var candidate in await stage.CandidatesAsync(ApplicationState.Qualified, ApplicationState.Shortlisted))
        {
            stage.Tell(candidate, CaseEventKind.EvaluationScheduled, $"{Calendar.ChinaTime.Of(at):yyyy-MM-dd HH:mm} {plan.EvaluationPlace}".TrimEnd());
            await stage.MailAsync(candidate, new EvaluationScheduled(at, plan.EvaluationPlace), stage.Run.Round * 100 + 1);
        }

        stage.OpenTaskDue(TaskKind.EvaluationMeeting, AskWho.AnyWith(Duty.Scrutineer), stage.Run.Id, stage.Competition.Title, stage.Calendar.DueAt(at, 1),
            notBefore: at);
    }

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        var candidates = await stage.CandidatesAsync(ApplicationState.Qualified, ApplicationState.Shortlisted);
        if (candidates.Count == 0) return new("NoneRemaining", new { evaluated = 0 });

        var meeting = await stage.Db.Set<EvaluationMeeting>().Where(m => m.StageRunId == stage.Run.Id)
            .OrderByDescending(m => m.Round).FirstOrDefaultAsync(stage.Cancellation);
        if (meeting is null or { State: EvaluationMeetingState.Voting }) return null;

        var settings = stage.Run.Settings<EvaluationSettings>();
        if (meeting.State == EvaluationMeetingState.Counted)
        {
            var box = await stage.Db.Set<BallotBox>().SingleAsync(b => b.Id == meeting.BoxId, stage.Cancellation);
            var results = box.Tally!.Value.ToDictionary(line => line.SubjectId, line => EvaluationResult.Of(settings, line));
            var voted = candidates.Where(c => results.ContainsKey(c.Id)).ToList();
            if (voted.TrueForAll(c => results[c.Id].Points is not null)) return await PublishAsync(stage, settings, box, voted, results);
        }

        await RepeatAsync(stage, candidates, meeting);
        return null;
    }

    /// <summary>The next round: a task for the scrutineer and a word to everybody concerned. The failed round stays on record.</summary>
    private static async Task RepeatAsync(StageContext stage, List<Application> candidates, EvaluationMeeting failed)
    {
        var round = failed.Round + 1;
        if ((await stage.TasksAsync()).Exists(t => t.Kind == TaskKind.EvaluationMeeting && t.Round == round)) return;

        var at = stage.HeldAt(planned: null);
        stage.OpenTaskDue(
            TaskKind.EvaluationMeeting, AskWho.AnyWith(Duty.Scrutineer), stage.Run.Id, stage.Competition.Title, stage.Calendar.DueAt(at, 3), round, notBefore: at);
        stage.Record("evaluation.repeated", stage.Run.Id, $"round {round} after {failed.State}");
        foreach (var candidate in candidates)
        {
            stage.Tell(candidate, CaseEventKind.EvaluationRepeated);
            await stage.MailAsync(candidate, new EvaluationScheduled(at, stage.Competition.Plan.Schedule.EvaluationPlace), stage.Run.Round * 100 + round);
        }
    }

    private static async Task<StageResult> PublishAsync(
        StageContext stage, EvaluationSettings settings, BallotBox box, List<Application> candidates, Dictionary<Guid, EvaluationResult> results)
    {
        var posts = (await stage.PostsAsync()).ToDictionary(p => p.Id, p => p.Name);
        var unit = await stage.Db.FindAsync<Units.Unit>([stage.Competition.UnitId], stage.Cancellation);
        var vetoed = 0;
        foreach (var candidate in candidates)
        {
            var result = results[candidate.Id];
            stage.Db.Add(PublishedScore.First(
                candidate, stage.Run.Id, settings.Component, result.Points!.Value, box.ClosedById!.Value, verifierId: null, stage.Now, result.Vetoed));
            stage.Tell(candidate, CaseEventKind.EvaluationDone);
            if (!result.Vetoed) continue;

            vetoed++;
            const string Reason = "民主测评认可度未达到方案规定的要求";
            candidate.MoveTo(ApplicationState.Vetoed, Reason);
            stage.Tell(candidate, CaseEventKind.VetoedByEvaluation, Reason);
            await stage.MailAsync(
                candidate,
                new NotChosen(posts.GetValueOrDefault(candidate.PostId ?? Guid.Empty) ?? "", new(Reason, "recognition in the democratic evaluation below what the plan requires"), unit?.SupervisionPhone ?? ""),
                stage.Run.Round);
        }

        return new(vetoed < candidates.Count ? "Evaluated" : "NoneRemaining", new { round = box.Round, box.Issued, box.Collected, box.Valid, box.Invalid, vetoed });
    }
}
