using ApprovalFlow.Applications;
using ApprovalFlow.Engine;
using ApprovalFlow.Stages.Appointment;
using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Stages.PartyGroupDecision;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages;

/// <summary>
/// Nobody waits for somebody who is held. When the four checks, the decision or the appointment close without a person, that
/// person keeps their state; once free, whichever later stage waits holds the missed stage again, for them alone, as a run of
/// its own beside the flow (ADR 21). The same round takes a reconsidered item back to the party group.
/// </summary>
internal static class CatchUpRounds
{
    /// <summary>On the way from inspection to appointment: whoever stands here when the flow is past their stage was left behind.</summary>
    private static readonly ApplicationState[] OnTheWay =
        [ApplicationState.UnderInspection, ApplicationState.Proposed, ApplicationState.Decided, ApplicationState.OnNotice, ApplicationState.Cleared];

    private static readonly ApplicationState[] HoldingAPost =
        [ApplicationState.Decided, ApplicationState.OnNotice, ApplicationState.Cleared, ApplicationState.Appointed, ApplicationState.Confirmed];

    private static readonly (StageActivity Stage, StageKind Kind, ApplicationState[] Takes)[] Stages =
    [
        (new FourChecksStage(), StageKind.FourChecks, [ApplicationState.UnderInspection]),
        (new PartyGroupDecisionStage(), StageKind.PartyGroupDecision, [ApplicationState.Proposed]),
        (new AppointmentStage(), StageKind.Appointment, [ApplicationState.Decided, ApplicationState.OnNotice, ApplicationState.Cleared]),
    ];

    /// <summary>Somebody may still come: a stage that would end the competition waits for them.</summary>
    public static async Task<bool> AnyBehindAsync(StageContext stage) => (await stage.CandidatesAsync(OnTheWay)).Count > 0;

    /// <summary>Somebody who has not come as far as this state may still come.</summary>
    public static async Task<bool> AnyBehindAsync(StageContext stage, ApplicationState before) =>
        (await stage.CandidatesAsync([.. OnTheWay.Where(state => state < before)])).Count > 0;

    /// <summary>
    /// Works on the rounds that are open and opens those that are due. True when that moved anybody: the stage looks again in
    /// a step of its own, in which the rows can be read.
    /// </summary>
    public static async Task<bool> WorkAsync(StageContext stage)
    {
        if (stage.Run.Kind is not (StageKind.PartyGroupDecision or StageKind.PublicNotice or StageKind.Appointment or StageKind.Probation or StageKind.Archive))
            return false;

        var runs = await stage.Db.Set<StageRun>().Where(r => r.CompetitionId == stage.Competition.Id).OrderBy(r => r.EnteredAt).ToListAsync(stage.Cancellation);
        var moved = false;
        foreach (var round in runs.Where(r => r.IsCatchUp && r.IsOpen)) moved |= await ContinueAsync(stage.On(round));
        if (!moved) moved = await OpenAsync(stage, runs);
        if (moved) stage.PokeSelf();
        return moved;
    }

    private static async Task<bool> ContinueAsync(StageContext round)
    {
        var result = await Stages.Single(s => s.Kind == round.Run.Kind).Stage.EvaluateRoundAsync(round);
        if (result is not null) await round.CloseAsync(result);
        return result is not null || HasMovedSomebody(round);
    }

    /// <summary>A round for each stage that the flow has left and that somebody free still needs.</summary>
    private static async Task<bool> OpenAsync(StageContext stage, List<StageRun> runs)
    {
        var opened = false;
        foreach (var (activity, kind, takes) in Stages)
        {
            var own = runs.Where(r => r.Kind == kind).ToList();
            if (own.Count == 0 || own.Exists(r => r.IsOpen)) continue;

            var free = (await stage.CandidatesAsync(takes)).Where(a => a.HeldAt is null).ToList();
            if (kind != StageKind.Appointment) free = await WithAPlaceAsync(stage, free);
            if (free.Count == 0) continue;

            var round = StageRun.CatchUpWith(own.Last(r => !r.IsCatchUp), own.Count(r => r.IsCatchUp) + 1, stage.Now);
            stage.Db.Add(round);
            stage.Record("stage.caught-up", round.Id, $"{kind} {round.ActivityId} +{round.CatchUp}: {string.Join(", ", free.Select(a => a.Number))}");
            await activity.OpenRoundAsync(stage.On(round));
            opened = true;
        }

        return opened || HasMovedSomebody(stage);
    }

    /// <summary>In this competition: steps of others may share the commit.</summary>
    private static bool HasMovedSomebody(StageContext stage) => stage.Db.ChangeTracker.Entries<Application>()
        .Any(entry => entry.State == EntityState.Modified && entry.Entity.CompetitionId == stage.Competition.Id);

    /// <summary>
    /// Those whose post still has a place. Where others hold all places but are not appointed, the person waits, for a place
    /// may come free; once they are appointed, the case ends with that reason (INV-03).
    /// </summary>
    private static async Task<List<Application>> WithAPlaceAsync(StageContext stage, List<Application> free)
    {
        if (free.Count == 0) return free;
        var posts = (await stage.PostsAsync()).ToDictionary(p => p.Id);
        var holders = await stage.CandidatesAsync(HoldingAPost);
        var ready = new List<Application>();
        foreach (var application in free)
        {
            if (application.PostId is not { } postId || !posts.TryGetValue(postId, out var post)) continue;
            var seats = Math.Min(post.Quota, post.Vacancies);
            var own = holders.Where(h => h.PostId == postId).ToList();
            if (own.Count < seats) ready.Add(application);
            else if (own.Count(h => h.State >= ApplicationState.Appointed) >= seats) await TurnAwayAsync(stage, application);
        }

        return ready;
    }

    private static async Task TurnAwayAsync(StageContext stage, Application application)
    {
        var reason = new Bilingual("拟任职位已任用他人", "the post has been filled");
        var checkedAlready = application.State == ApplicationState.Proposed;
        application.MoveTo(checkedAlready ? ApplicationState.NotPassed : ApplicationState.NotProposed, reason.Zh);
        stage.Tell(application, checkedAlready ? CaseEventKind.DecisionNotPassed : CaseEventKind.ChecksDone, reason.Zh);
        stage.Record("application.too-late", application.Id, $"{application.Number}: {reason.Zh}");
        await stage.MailNotChosenAsync(application, reason);
    }
}
