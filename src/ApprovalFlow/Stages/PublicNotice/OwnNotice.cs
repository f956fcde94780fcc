using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Notices;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.PublicNotice;

/// <summary>What a candidate sees of their notice: the own frozen line, the period, and whom to tell if something is wrong.</summary>
public sealed record OwnNotice(
    Guid NoticeId, string Number, string Line, DateOnly? StartsOn, DateTimeOffset EndsAt, int? WorkingDays, bool Standing, bool Corrected, bool Held,
    ApplicationState State, string UnitName, string ContactEmail, string SupervisionPhone);

public sealed class OwnNoticeQuery(ApprovalDb db, TimeProvider clock)
{
    /// <summary>Null for everybody but the candidate, and before there is a notice.</summary>
    public async Task<OwnNotice?> ForAsync(Guid applicationId, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await (
            from a in db.Set<Application>().AsNoTracking()
            join p in db.Set<NoticePerson>() on a.Id equals p.ApplicationId
            join n in db.Set<Notice>() on p.NoticeId equals n.Id
            join u in db.Set<Unit>() on n.UnitId equals u.Id
            where a.Id == applicationId && a.PersonId == actor.PersonId
            orderby n.PublishedAt
            select new { Application = a, Person = p, Notice = n, Unit = u }).ToListAsync(ct);
        if (rows.Count == 0) return null;

        var (last, notice) = (rows[^1], rows[^1].Notice);
        return new OwnNotice(
            notice.Id, notice.Number, last.Person.Line, notice.StartsOn, notice.EndsAt!.Value, notice.WorkingDays,
            notice.State == NoticeState.InForce && now <= notice.EndsAt, rows.Any(r => r.Notice.ReplacedById == notice.Id),
            last.Application.HeldAt is not null, last.Application.State, last.Unit.Name, last.Unit.ContactEmail, last.Unit.SupervisionPhone);
    }
}
