using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;

namespace ApprovalFlow.Stages.PublicNotice;

/// <summary>What was in force for one run of the stage.</summary>
public sealed record PublicNoticeSettings(int WorkingDays, PublicationScope Scope, bool CountPublicationDay);

/// <summary>
/// Pre-appointment notice (任前公示): the passed candidates are made known for at least five working days. When the period is
/// over, everybody about whom nothing is open is cleared; somebody held waits alone and joins the appointment stage later.
/// </summary>
public sealed class PublicNoticeStage : StageActivity
{
    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.PublicNotice",
        new("公示任职", "Notice and appointment"),
        new("任前公示", "Pre-appointment notice"),
        new("讨论决定后公示拟任人选，不少于五个工作日，发布当日不计；受理反映，仅暂缓被反映人。",
            "Makes the chosen known after the decision for at least five working days, the day of publication not counted; a report suspends only the person concerned."),
        [
            new("WorkingDays", "Int32", new("公示期（工作日）", "Period in working days"),
                new("不少于五个工作日。", "Not fewer than five."), Default: NoticePeriod.MinimumWorkingDays, Min: NoticePeriod.MinimumWorkingDays, Max: 60),
            new("Scope", "String", new("公示范围", "Who may read it"),
                new("中层职位一般在本单位或本系统公示。", "For mid-level posts usually the unit or its system."), Default: nameof(PublicationScope.Unit),
                UiHint: "dropdown",
                Options:
                [
                    new(nameof(PublicationScope.Unit), new("本单位", "The unit")),
                    new(nameof(PublicationScope.System), new("本系统", "The unit and those below it")),
                    new(nameof(PublicationScope.Public), new("向社会公开", "Everybody")),
                ]),
            new("CountPublicationDay", "Boolean", new("计入发布当日", "Count the day of publication"),
                new("仅当在工作日8:30前发布时有效。", "Heard only when published before 08:30 of a working day."), Default: false, UiHint: "checkbox"),
        ],
        [
            new("Clear", new("公示无影响", "No effect on appointment")),
            new("NoneClear", new("无人可任职", "Nobody can be appointed")),
        ],
        typeof(PublicNoticeStage));

    protected override StageKind Kind => StageKind.PublicNotice;

    protected override object Settings(ActivityContext context) => new PublicNoticeSettings(
        Math.Max(NoticePeriod.MinimumWorkingDays, context.Input<int>("WorkingDays")),
        Enum.Parse<PublicationScope>(context.Input<string>("Scope") ?? nameof(PublicationScope.Unit)),
        context.Input<bool>("CountPublicationDay"));

    protected override Task OpenAsync(StageContext stage) => Task.CompletedTask;

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        await NoticeClearing.SettleAsync(stage);
        await NoticeClearing.AskForNoticeAsync(stage);

        // One query: states just changed are seen on the tracked rows, not by the database.
        var all = await stage.CandidatesAsync(ApplicationState.Decided, ApplicationState.OnNotice, ApplicationState.Cleared);
        var cleared = all.Where(a => a.State == ApplicationState.Cleared).ToList();
        var waiting = all.Where(a => a.State != ApplicationState.Cleared).ToList();
        var toBePublished = waiting.Any(a => a.State == ApplicationState.Decided && a.HeldAt is null);
        if (cleared.Count == 0 && await CatchUpRounds.AnyBehindAsync(stage, before: ApplicationState.Decided)) return null;
        if (toBePublished || (cleared.Count == 0 && waiting.Count > 0)) return null;
        if (waiting.Count > 0 && !await NoticeClearing.PeriodIsOverAsync(stage)) return null;

        return new StageResult(
            cleared.Count > 0 ? "Clear" : "NoneClear",
            new { Cleared = cleared.Select(a => a.Number), Held = waiting.Select(a => a.Number) });
    }
}
