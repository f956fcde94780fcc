using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Meetings;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Appointments;

/// <summary>One appointment with everything a page about it says: the person, the post, and what the appointment rests on.</summary>
public sealed record AppointmentSheet(
    Appointment Appointment, Guid ApplicationId, string Number, string Name, ApplicationState State, bool Held, string Post,
    int Quota, int Filled, string Session, int ItemSeq, DateTimeOffset? DecidedAt, int Agree, int ShouldAttend, string NoticeNumber, DateTimeOffset? NoticeEndedAt);

/// <summary>Appointments for their pages, which have asked before whether the reader may see them.</summary>
public sealed class AppointmentQuery(ApprovalDb db)
{
    /// <summary>Of one candidate; null while none is prepared.</summary>
    public async Task<AppointmentSheet?> FindAsync(Guid applicationId, CancellationToken ct) =>
        (await LoadAsync(db.Set<Appointment>().Where(a => a.ApplicationId == applicationId), ct)).SingleOrDefault();

    /// <summary>Of a competition, in order of registration number.</summary>
    public Task<IReadOnlyList<AppointmentSheet>> OfCompetitionAsync(Guid competitionId, CancellationToken ct) =>
        LoadAsync(db.Set<Appointment>().Where(a => a.CompetitionId == competitionId), ct);

    /// <summary>The candidate's own; null for everybody else.</summary>
    public async Task<AppointmentSheet?> ForCandidateAsync(Guid applicationId, Actor actor, CancellationToken ct) =>
        await db.Set<Application>().AnyAsync(a => a.Id == applicationId && a.PersonId == actor.PersonId, ct)
            ? await FindAsync(applicationId, ct)
            : null;

    private async Task<IReadOnlyList<AppointmentSheet>> LoadAsync(IQueryable<Appointment> wanted, CancellationToken ct)
    {
        var rows = await (
            from a in wanted.AsNoTracking()
            join c in db.Set<Application>() on a.ApplicationId equals c.Id
            join p in db.Set<Person>() on c.PersonId equals p.Id
            join post in db.Set<Post>() on a.PostId equals post.Id
            join i in db.Set<DecisionItem>() on a.DecisionItemId equals i.Id
            join m in db.Set<Meeting>() on i.MeetingId equals m.Id
            orderby c.Number
            select new
            {
                Appointment = a, c.Id, c.Number, p.Name, c.State, Held = c.HeldAt != null, Post = post, post.Quota,
                Filled = db.Set<Appointment>().Count(o => o.PostId == a.PostId && o.IssuedAt != null), m.Session, i.Seq,
                DecidedAt = i.ResultAt ?? m.StartsAt, i.Agree, i.ShouldAttend,
            }).ToListAsync(ct);
        var ids = rows.Select(r => r.Id).ToList();
        var notices = await (
            from p in db.Set<NoticePerson>().AsNoTracking()
            join n in db.Set<Notice>() on p.NoticeId equals n.Id
            where ids.Contains(p.ApplicationId) && n.State != NoticeState.Replaced
            orderby n.PublishedAt
            select new { p.ApplicationId, n.Number, n.EndsAt }).ToListAsync(ct);
        return
        [
            .. from r in rows
               let notice = notices.FindLast(n => n.ApplicationId == r.Id)
               select new AppointmentSheet(
                   r.Appointment, r.Id, r.Number, r.Name, r.State, r.Held, r.Post.FullName, r.Quota, r.Filled, r.Session, r.Seq, r.DecidedAt,
                   r.Agree, r.ShouldAttend, notice?.Number ?? "", notice?.EndsAt),
        ];
    }
}
