using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Objections;

/// <summary>Where reports land, however they came in, and what is still open about one person.</summary>
internal static class ObjectionDesk
{
    /// <summary>Asks those named for it in the plan; where none is, the discipline office.</summary>
    public static async Task AskHandlerAsync(
        ApprovalDb db, Outbox outbox, Guid competitionId, NoticePerson person, Objection objection, DateTimeOffset now, CancellationToken ct)
    {
        var named = await db.Set<Assignment>().AnyAsync(
            a => a.CompetitionId == competitionId && a.Duty == Duty.ObjectionHandler && a.RelievedAt == null, ct);
        await AskAsync(
            db, outbox, competitionId, TaskKind.HandleObjection, person, objection,
            named ? AskWho.AnyWith(Duty.ObjectionHandler) : AskWho.AnyWith(Role.Discipline), now, ct);
    }

    public static async Task AskAsync(
        ApprovalDb db, Outbox outbox, Guid competitionId, TaskKind kind, NoticePerson person, Objection objection, AskWho who,
        DateTimeOffset now, CancellationToken ct)
    {
        db.Add(UserTask.Open(competitionId, null, kind, objection.Id, person.Name, 1, who.PersonId, who.Duty, who.Role, null, false, now));
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == competitionId, ct);
        await TaskMail.AnnounceAsync(db, outbox, competition, now, ct);
    }

    /// <summary>States of every report about the person, under whatever notice it was made.</summary>
    public static Task<List<ObjectionState>> StatesAboutAsync(ApprovalDb db, Guid applicationId, CancellationToken ct) => (
        from o in db.Set<Objection>()
        join p in db.Set<NoticePerson>() on o.NoticePersonId equals p.Id
        where p.ApplicationId == applicationId
        select o.State).ToListAsync(ct);

    /// <summary>A report about the person still waits for its answer (INV-25).</summary>
    public static async Task<bool> AnyOpenAboutAsync(ApprovalDb db, Guid applicationId, CancellationToken ct) =>
        !(await StatesAboutAsync(db, applicationId, ct)).All(ObjectionStates.IsSettled);
}
