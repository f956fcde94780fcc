using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Objections;

/// <summary>What a reporter is told who asks with the code: never about whom, never what was found.</summary>
public enum ObjectionProgress
{
    Received = 1,
    BeingVerified = 2,
    Concluded = 3,
}

/// <summary>A report as the reporter sees it afterwards.</summary>
public sealed record ObjectionStatus(string Code, DateTimeOffset ReceivedAt, bool Named, ObjectionProgress Progress);

/// <summary>A report as those see it who verify and decide it: everything but who reported.</summary>
public sealed record ObjectionSheet(
    Guid Id, string Person, string NoticeNumber, Guid NoticeId, ObjectionChannel Channel, DateOnly CameOn, DateTimeOffset ReceivedAt, bool Named,
    string TimeAndPlace, string Facts, ObjectionState State, string Handler, string Findings, string DecidedBy, string Conclusion,
    DateTimeOffset? SettledAt, DateTimeOffset? FeedbackAt);

/// <summary>The notice to which a letter, call or visit belongs, also after its period.</summary>
public sealed record NoticeToRecordUnder(
    Guid NoticeId, string Number, string Title, DateTimeOffset PublishedAt, DateTimeOffset EndsAt, IReadOnlyList<NamedInNotice> People);

/// <summary>Reports for their pages. Who made one is not in here: see <see cref="ReadReporter"/>.</summary>
public sealed class ObjectionQuery(ApprovalDb db, CompetitionAccess access)
{
    /// <summary>For whoever holds the code; null for a code nobody was given.</summary>
    public async Task<ObjectionStatus?> FindAsync(string code, CancellationToken ct)
    {
        var found = await db.Set<Objection>().AsNoTracking().Where(o => o.Code == code)
            .Select(o => new { o.Code, o.ReceivedAt, o.Named, o.State }).SingleOrDefaultAsync(ct);
        return found is null ? null : new ObjectionStatus(found.Code, found.ReceivedAt, found.Named, ProgressOf(found.State));
    }

    /// <summary>For a task page, which has asked already whether the reader may see the task.</summary>
    public Task<ObjectionSheet> OfTaskAsync(Guid objectionId, CancellationToken ct) => Sheets(objectionId).SingleAsync(ct);

    /// <summary>For the unit's discipline office; null for everybody else.</summary>
    public async Task<ObjectionSheet?> ForDisciplineAsync(Guid objectionId, Actor actor, CancellationToken ct) =>
        await ReadReporter.ForDisciplineAsync(db, access, objectionId, actor, ct) is null ? null : await Sheets(objectionId).SingleAsync(ct);

    /// <summary>For those who may put a report on record; null for everybody else.</summary>
    public async Task<NoticeToRecordUnder?> ForRecordingAsync(Guid noticeId, Actor actor, CancellationToken ct)
    {
        var notice = await db.Set<Notice>().AsNoTracking().SingleOrDefaultAsync(
            n => n.Id == noticeId && n.Kind == NoticeKind.PreAppointment && n.State != NoticeState.Replaced, ct);
        if (notice is null || await access.ForAsync(actor, notice.CompetitionId, ct) is not { } rights || !(rights.Organises || rights.Supervises)) return null;
        return new NoticeToRecordUnder(
            notice.Id, notice.Number, notice.Title, notice.PublishedAt, notice.EndsAt!.Value, await NoticeQuery.PeopleAsync(db, noticeId, ct));
    }

    internal static ObjectionProgress ProgressOf(ObjectionState state) => state switch
    {
        ObjectionState.Received => ObjectionProgress.Received,
        ObjectionState.UnderVerification or ObjectionState.Verified => ObjectionProgress.BeingVerified,
        ObjectionState.Logged or ObjectionState.Unsubstantiated or ObjectionState.NoEffect or ObjectionState.Upheld => ObjectionProgress.Concluded,
    };

    private IQueryable<ObjectionSheet> Sheets(Guid objectionId) =>
        from o in db.Set<Objection>().AsNoTracking()
        join p in db.Set<NoticePerson>() on o.NoticePersonId equals p.Id
        join n in db.Set<Notice>() on o.NoticeId equals n.Id
        where o.Id == objectionId
        select new ObjectionSheet(
            o.Id, p.Name, n.Number, n.Id, o.Channel, o.CameOn, o.ReceivedAt, o.Named, o.TimeAndPlace, o.Facts, o.State,
            db.Set<Person>().Where(h => h.Id == o.HandlerId).Select(h => h.Name).FirstOrDefault() ?? "", o.Findings,
            db.Set<Person>().Where(d => d.Id == o.DecidedById).Select(d => d.Name).FirstOrDefault() ?? "", o.Conclusion, o.SettledAt, o.FeedbackAt);
}
