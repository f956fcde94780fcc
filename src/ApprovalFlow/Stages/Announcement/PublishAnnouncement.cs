using System.Text.Json;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Notices;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Announcement;

public enum PublishAnnouncementOutcome
{
    Published = 1,
    NotFound,
    AlreadyPublished,

    /// <summary>The competition is suspended or over.</summary>
    NotRunning,

    /// <summary>The text is no longer the one the organiser checked.</summary>
    TextChanged,

    /// <summary>Fewer working days are left before registration than the procedure wants: possible, with a reason on record.</summary>
    LateNeedsReason,
}

/// <summary>
/// The organiser publishes the announcement they have read. The frozen notice, the answered task, the trail and the poke
/// are one commit.
/// </summary>
public sealed class PublishAnnouncement(
    ApprovalDb db, TaskAccess access, DefinitionStore definitions, Calendars calendars, TimeProvider clock)
{
    /// <summary><see cref="HashSeen"/> is the hash of the text on the organiser's page.</summary>
    public sealed record Request(Guid TaskId, string HashSeen, string? Reason);

    public Task<PublishAnnouncementOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is null || task.Kind != TaskKind.PublishAnnouncement) return PublishAnnouncementOutcome.NotFound;
        if (task.State != TaskState.Open) return PublishAnnouncementOutcome.AlreadyPublished;

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == task.CompetitionId, ct);
        if (competition.State != CompetitionState.Running) return PublishAnnouncementOutcome.NotRunning;

        var text = await TextAsync(db, definitions, competition, ct);
        if (text.Hash != request.HashSeen) return PublishAnnouncementOutcome.TextChanged;

        var now = clock.GetUtcNow();
        var run = await db.Set<StageRun>().SingleAsync(r => r.Id == task.StageRunId, ct);
        if (IsLate(run, competition.Plan.Schedule, calendars.Current, now) && string.IsNullOrWhiteSpace(request.Reason))
            return PublishAnnouncementOutcome.LateNeedsReason;

        var earlier = await db.Set<Notice>()
            .Where(n => n.CompetitionId == competition.Id && n.Kind == NoticeKind.Announcement && n.State == NoticeState.InForce).ToListAsync(ct);
        var notice = Notice.Publish(
            competition, NoticeKind.Announcement, await NoticeNumber.NextAsync(db, competition.UnitId, NoticeKind.Announcement, now, ct),
            text.Title, text.Html, text.Hash, competition.Plan.AnnouncementScope, null, null, null, actor, now);
        db.Add(notice);
        foreach (var replaced in earlier) replaced.ReplaceBy(notice);

        task.Decide(Verdict.Complete, request.Reason, mayAct: true, actor, now);
        run.Touch();
        db.Record(competition.Id, "announcement.published", notice.Id, actor, $"{notice.Number} {notice.Scope} sha256 {notice.ContentHash} {request.Reason}".TrimEnd(), now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return PublishAnnouncementOutcome.Published;
    });

    internal static bool IsLate(StageRun run, Schedule schedule, WorkingCalendar calendar, DateTimeOffset now)
    {
        var days = JsonSerializer.Deserialize<AnnouncementSettings>(run.SettingsJson, Competition.Json)!.DaysBeforeRegistration;
        return calendar.WorkingDaysBetween(ChinaTime.DateOf(now), schedule.RegistrationOpensOn) < days;
    }

    internal static async Task<NoticeText> TextAsync(ApprovalDb db, DefinitionStore definitions, Competition competition, CancellationToken ct)
    {
        var unit = await db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Id == competition.UnitId, ct);
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.CompetitionId == competition.Id).OrderBy(p => p.Seq).ToListAsync(ct);
        return AnnouncementText.Of(competition, unit, posts, await definitions.DrawingAsync(competition.ProcedureVersionId, ct));
    }
}
