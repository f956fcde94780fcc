using ApprovalFlow.Applications;
using ApprovalFlow.Engine;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.CloseCompetition;

/// <summary>What was in force for one run of the stage.</summary>
public sealed record CloseCompetitionSettings(CloseReason Reason);

/// <summary>Why a competition cannot go on.</summary>
public enum CloseReason
{
    TooFew = 1,
    NoneQualified = 2,

    /// <summary>Nobody passed exam, interview or evaluation.</summary>
    NonePassed = 3,

    /// <summary>Nobody came through inspection and the four checks.</summary>
    NoneSuitable = 4,

    /// <summary>The party group agreed to nobody, or nobody could be appointed after the notice.</summary>
    NonePassedDecision = 5,
    Other = 6,
}

/// <summary>
/// Ends a competition that cannot go on: everybody still in it is told the result and why, and where to turn. The posts are
/// then filled by the ordinary procedure or announced anew.
/// </summary>
public sealed class CloseCompetitionStage : StageActivity
{
    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.CloseCompetition",
        new("结束", "Closing"),
        new("终止竞争", "Close without appointment"),
        new("竞争无法继续时终止，并告知全体仍在参评的人员。", "Ends a competition that cannot go on and tells everybody still in it."),
        [
            new("Reason", "String", new("终止原因", "Reason"), new("写入告知和纪实。", "Told to candidates and put on record."), Default: nameof(CloseReason.Other),
                UiHint: "dropdown", Options: [.. Enum.GetValues<CloseReason>().Select(r => new InputOption(r.ToString(), TextOf(r)))]),
        ],
        [new("Closed", new("已终止", "Closed"))],
        typeof(CloseCompetitionStage));

    protected override StageKind Kind => StageKind.CloseCompetition;

    public static Bilingual TextOf(CloseReason reason) => reason switch
    {
        CloseReason.TooFew => new("报名人数不足，本次竞争上岗终止", "too few applicants; the competition is closed"),
        CloseReason.NoneQualified => new("无人通过资格审查，本次竞争上岗终止", "nobody passed qualification review; the competition is closed"),
        CloseReason.NonePassed => new("无人达到规定成绩，本次竞争上岗终止", "nobody reached the required result; the competition is closed"),
        CloseReason.NoneSuitable => new("考察和核查后无合适人选，本次竞争上岗终止", "inspection and checks left nobody suitable; the competition is closed"),
        CloseReason.NonePassedDecision => new("未产生任用人选，本次竞争上岗终止", "nobody is to be appointed; the competition is closed"),
        CloseReason.Other => new("本次竞争上岗终止", "the competition is closed"),
    };

    protected override object Settings(ActivityContext context) => new CloseCompetitionSettings(ReasonOf(context.Input<string>("Reason")));

    protected override Task OpenAsync(StageContext stage) => Task.CompletedTask;

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        var reason = ReasonOf(stage.Input<string>("Reason"));
        var text = TextOf(reason);
        var unit = await stage.Db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Id == stage.Competition.UnitId, stage.Cancellation);
        var posts = (await stage.PostsAsync()).ToDictionary(p => p.Id, p => p.Name);
        var left = await stage.Db.Set<Application>().Where(a => a.CompetitionId == stage.Competition.Id).ToListAsync(stage.Cancellation);
        foreach (var application in left.Where(a => a.State.IsIn() || a.State == ApplicationState.Draft))
        {
            var wasDraft = application.State == ApplicationState.Draft;
            application.MoveTo(ApplicationState.CompetitionClosed, text.Zh);
            stage.Tell(application, CaseEventKind.CompetitionClosed, text.Zh);
            if (wasDraft) continue;
            var post = application.PostId is { } id && posts.TryGetValue(id, out var name) ? name : stage.Competition.Title;
            await stage.MailAsync(application, new NotChosen(post, text, unit.SupervisionPhone));
        }

        stage.Competition.Finish(text.Zh, stage.Now);
        stage.Record("competition.finished", stage.Competition.Id, reason.ToString());
        return new StageResult("Closed", new { Reason = reason, Told = left.Count(a => a.State == ApplicationState.CompetitionClosed) });
    }

    private static CloseReason ReasonOf(string? name) => Enum.TryParse<CloseReason>(name, out var reason) ? reason : CloseReason.Other;
}
