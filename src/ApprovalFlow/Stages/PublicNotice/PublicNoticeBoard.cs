using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Notices;
using ApprovalFlow.Objections;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.PublicNotice;

/// <summary>Somebody in a notice. <see cref="OpenReports"/> counts what has no answer yet.</summary>
public sealed record NoticePersonRow(
    Guid NoticePersonId, Guid ApplicationId, string Name, string Line, ApplicationState State, bool Held, int Reports, int OpenReports);

/// <summary>One notice that was published in this stage, as frozen.</summary>
public sealed record PublishedNotice(
    Guid Id, string Number, string Title, string Html, string Hash, PublicationScope Scope, NoticeState State, DateTimeOffset PublishedAt,
    DateOnly? StartsOn, DateTimeOffset? EndsAt, int? WorkingDays, bool Standing, bool Provisional, IReadOnlyList<NoticePersonRow> People);

/// <summary>One report, for those who supervise; who made it and what it says stays with its handler and the discipline office.</summary>
public sealed record ReportRow(
    Guid Id, string Person, ObjectionChannel Channel, DateOnly CameOn, bool Named, ObjectionState State, DateTimeOffset? SettledAt, DateTimeOffset? FeedbackAt);

/// <summary>A pre-appointment notice stage for those who watch it.</summary>
public sealed record PublicNoticeBoard(
    StageRun Run, PublicNoticeSettings Settings, Guid CompetitionId, string Title, string TitleEn, IReadOnlyList<PublishedNotice> Notices,
    IReadOnlyList<ReportRow> Reports, Guid? PublishTaskId, bool Organises, bool Supervises, bool IsDiscipline);

public sealed class PublicNoticeBoardQuery(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public async Task<PublicNoticeBoard?> ForAsync(Guid runId, Actor actor, CancellationToken ct)
    {
        var run = await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.Kind == StageKind.PublicNotice, ct);
        if (run is null || await access.ForAsync(actor, run.CompetitionId, ct) is not { } rights || !rights.Opens(run.Kind)) return null;

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct);
        var notices = await NoticesAsync(competition.Id, ct);
        var task = await db.Set<UserTask>().AsNoTracking()
            .Where(t => t.CompetitionId == competition.Id && t.Kind == TaskKind.PublishNotice && t.State == TaskState.Open)
            .Select(t => (Guid?)t.Id).FirstOrDefaultAsync(ct);
        return new(
            run, run.Settings<PublicNoticeSettings>(), competition.Id, competition.Title, competition.TitleEn, notices,
            rights.Supervises ? await ReportsAsync(competition.Id, ct) : [], rights.Organises ? task : null, rights.Organises, rights.Supervises,
            rights.Has(People.Role.Discipline) && rights.ApplicationId is null);
    }

    private async Task<IReadOnlyList<PublishedNotice>> NoticesAsync(Guid competitionId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var notices = await db.Set<Notice>().AsNoTracking()
            .Where(n => n.CompetitionId == competitionId && n.Kind == NoticeKind.PreAppointment).OrderByDescending(n => n.PublishedAt).ToListAsync(ct);
        var people = await (
            from p in db.Set<NoticePerson>().AsNoTracking()
            join a in db.Set<Application>() on p.ApplicationId equals a.Id
            where a.CompetitionId == competitionId
            orderby p.Id
            select new { Person = p, a.State, Held = a.HeldAt != null }).ToListAsync(ct);
        var reports = await (
            from o in db.Set<Objection>().AsNoTracking()
            join n in db.Set<Notice>() on o.NoticeId equals n.Id
            where n.CompetitionId == competitionId
            select new { o.NoticePersonId, o.State }).ToListAsync(ct);
        var provisional = await db.Set<Deadlines.Deadline>().AsNoTracking()
            .Where(d => d.CompetitionId == competitionId && d.Kind == Deadlines.DeadlineKind.NoticeEnds && d.Provisional).Select(d => d.DueAt).ToListAsync(ct);
        return
        [
            .. notices.Select(n => new PublishedNotice(
                n.Id, n.Number, n.Title, n.Html, n.ContentHash, n.Scope, n.State, n.PublishedAt, n.StartsOn, n.EndsAt, n.WorkingDays,
                n.State == NoticeState.InForce && now <= n.EndsAt, n.EndsAt is { } end && provisional.Contains(end),
                [
                    .. from p in people
                       where p.Person.NoticeId == n.Id
                       let about = reports.Where(r => r.NoticePersonId == p.Person.Id).ToList()
                       select new NoticePersonRow(
                           p.Person.Id, p.Person.ApplicationId, p.Person.Name, p.Person.Line, p.State, p.Held, about.Count,
                           about.Count(r => !r.State.IsSettled())),
                ])),
        ];
    }

    private async Task<IReadOnlyList<ReportRow>> ReportsAsync(Guid competitionId, CancellationToken ct) => await (
        from o in db.Set<Objection>().AsNoTracking()
        join p in db.Set<NoticePerson>() on o.NoticePersonId equals p.Id
        join n in db.Set<Notice>() on o.NoticeId equals n.Id
        where n.CompetitionId == competitionId
        orderby o.ReceivedAt
        select new ReportRow(o.Id, p.Name, o.Channel, o.CameOn, o.Named, o.State, o.SettledAt, o.FeedbackAt)).ToListAsync(ct);
}
