using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Notices;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Announcement;

/// <summary>What the organiser reads before publishing: the text as it will be frozen, and how it stands with the timetable.</summary>
public sealed record AnnouncementDraft(
    UserTask Task, Guid CompetitionId, string Title, NoticeText Text, PublicationScope Scope, DateOnly PlannedOn, DateOnly RegistrationOpensOn,
    int WorkingDaysLeft, bool Late, bool CompetitionRuns);

/// <summary>One announcement that was published, as frozen.</summary>
public sealed record PublishedAnnouncement(
    Guid NoticeId, string Number, string Title, string Html, string Hash, PublicationScope Scope, NoticeState State, DateTimeOffset At);

/// <summary>The stage for those who watch it.</summary>
public sealed record AnnouncementRun(
    StageRun Run, Guid CompetitionId, string Title, IReadOnlyList<PublishedAnnouncement> Published, DateOnly PlannedOn);

/// <summary>The announcement's two pages: the task to publish it, and the stage as organisers and supervisors see it.</summary>
public sealed class AnnouncementSheet(
    ApprovalDb db, TaskAccess tasks, CompetitionAccess access, DefinitionStore definitions, Calendars calendars, TimeProvider clock)
{
    public async Task<AnnouncementDraft?> ForAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await tasks.FindAsync(taskId, actor, ct);
        if (task is null || task.Kind != TaskKind.PublishAnnouncement) return null;

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == task.CompetitionId, ct);
        var run = await db.Set<StageRun>().AsNoTracking().SingleAsync(r => r.Id == task.StageRunId, ct);
        var schedule = competition.Plan.Schedule;
        var now = clock.GetUtcNow();
        return new AnnouncementDraft(
            task, competition.Id, competition.Title, await PublishAnnouncement.TextAsync(db, definitions, competition, ct),
            competition.Plan.AnnouncementScope, schedule.AnnounceOn, schedule.RegistrationOpensOn,
            calendars.Current.WorkingDaysBetween(ChinaTime.DateOf(now), schedule.RegistrationOpensOn),
            PublishAnnouncement.IsLate(run, schedule, calendars.Current, now), competition.State == CompetitionState.Running);
    }

    public async Task<AnnouncementRun?> OfRunAsync(Guid runId, Actor actor, CancellationToken ct)
    {
        var run = await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.Kind == StageKind.Announcement, ct);
        if (run is null || (await access.ForAsync(actor, run.CompetitionId, ct))?.Opens(run.Kind) != true) return null;

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct);
        var published = await db.Set<Notice>().AsNoTracking()
            .Where(n => n.CompetitionId == run.CompetitionId && n.Kind == NoticeKind.Announcement).OrderByDescending(n => n.PublishedAt)
            .Select(n => new PublishedAnnouncement(n.Id, n.Number, n.Title, n.Html, n.ContentHash, n.Scope, n.State, n.PublishedAt))
            .ToListAsync(ct);
        return new AnnouncementRun(run, competition.Id, competition.Title, published, competition.Plan.Schedule.AnnounceOn);
    }
}
