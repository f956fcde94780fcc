using ApprovalFlow.Calendar;
using ApprovalFlow.Engine;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Announcement;

/// <summary>
/// The competition is announced (DOMAIN §5 stage 1): the text comes from the approved plan, the organiser checks and
/// publishes it, and from then on it is frozen. The stage is complete when the notice stands.
/// </summary>
public sealed class AnnouncementStage : StageActivity
{
    public const int DefaultDays = 3;

    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.Announcement",
        new("公告与报名", "Announcement and registration"),
        new("发布公告", "Announcement"),
        new("按已批准的实施方案生成公告，由组织人事部门核对后发布；发布后文本不再变更。",
            "Generates the announcement from the approved plan; the organiser checks and publishes it. The text is frozen then."),
        [
            new("DaysBeforeRegistration", "Int32", new("公告至报名开始（工作日）", "Working days before registration"),
                new("公告应在报名开始前至少这么多个工作日发布。", "The announcement stands at least this many working days before registration opens."),
                Default: DefaultDays, Min: 0, Max: 60),
        ],
        [new("Published", new("已发布", "Published"))],
        typeof(AnnouncementStage));

    protected override StageKind Kind => StageKind.Announcement;

    protected override object Settings(ActivityContext context) =>
        new AnnouncementSettings(context.Input<int>(nameof(AnnouncementSettings.DaysBeforeRegistration)));

    protected override Task OpenAsync(StageContext stage)
    {
        stage.OpenTaskDue(
            TaskKind.PublishAnnouncement, AskWho.AnyWith(Role.Organiser), stage.Competition.Id, stage.Competition.Title,
            ChinaTime.EndOf(stage.Competition.Plan.Schedule.AnnounceOn), stage.Run.Round);
        return Task.CompletedTask;
    }

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        // An announcement of an earlier round does not count for this one: re-announcing means publishing anew.
        var notice = await stage.Db.Set<Notice>().AsNoTracking()
            .Where(n => n.CompetitionId == stage.Competition.Id && n.Kind == NoticeKind.Announcement && n.PublishedAt >= stage.Run.EnteredAt)
            .OrderByDescending(n => n.PublishedAt).FirstOrDefaultAsync(stage.Cancellation);
        return notice is null
            ? null
            : new StageResult("Published", new { notice.Id, notice.Number, notice.ContentHash, notice.Scope, notice.PublishedAt, notice.PublishedById });
    }
}

/// <summary>What was in force for one run of the stage.</summary>
public sealed record AnnouncementSettings(int DaysBeforeRegistration);
