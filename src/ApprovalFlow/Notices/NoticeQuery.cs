using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Notices;

/// <summary>A notice in a list: nothing of it but what was frozen.</summary>
public sealed record NoticeLine(
    Guid Id, NoticeKind Kind, string Number, string Title, string Unit, string UnitEn, PublicationScope Scope, DateTimeOffset PublishedAt,
    DateOnly? StartsOn, DateTimeOffset? EndsAt, int? WorkingDays);

/// <summary>Somebody in a notice, as named there.</summary>
public sealed record NamedInNotice(Guid NoticePersonId, string Name);

/// <summary>One notice as its readers see it. <see cref="People"/>: whom a report can be about; empty where none is taken.</summary>
public sealed record NoticeSheet(
    NoticeLine Notice, string Html, string Hash, string SupervisionPhone, IReadOnlyList<NamedInNotice> People)
{
    public bool TakesReports => People.Count > 0;
}

/// <summary>The notices in force that a reader may see, all or of one kind, and one of them in full.</summary>
public sealed class NoticeQuery(ApprovalDb db, NoticeAccess access)
{
    public async Task<IReadOnlyList<NoticeLine>> ForAsync(Actor? reader, NoticeKind? kind, CancellationToken ct)
    {
        var notices = await access.ForAsync(reader, ct);
        if (kind is { } wanted) notices = notices.Where(n => n.Kind == wanted);
        return await Lines(notices).ToListAsync(ct);
    }

    /// <summary>Null for whoever may not read it, and once it is no longer in force.</summary>
    public async Task<NoticeSheet?> FindAsync(Guid id, Actor? reader, CancellationToken ct)
    {
        var notices = (await access.ForAsync(reader, ct)).Where(n => n.Id == id);
        if (await Lines(notices).SingleOrDefaultAsync(ct) is not { } line) return null;

        var text = await notices.Select(n => new
        {
            n.Html,
            n.ContentHash,
            Phone = db.Set<Unit>().Where(u => u.Id == n.UnitId).Select(u => u.SupervisionPhone).First(),
        }).SingleAsync(ct);
        return new NoticeSheet(line, text.Html, text.ContentHash, text.Phone, await PeopleAsync(db, id, ct));
    }

    internal static async Task<IReadOnlyList<NamedInNotice>> PeopleAsync(ApprovalDb db, Guid noticeId, CancellationToken ct) =>
        await db.Set<NoticePerson>().AsNoTracking().Where(p => p.NoticeId == noticeId).OrderBy(p => p.Id)
            .Select(p => new NamedInNotice(p.Id, p.Name)).ToListAsync(ct);

    private IQueryable<NoticeLine> Lines(IQueryable<Notice> notices) => notices.Select(n => new NoticeLine(
        n.Id, n.Kind, n.Number, n.Title, db.Set<Unit>().Where(u => u.Id == n.UnitId).Select(u => u.Name).First(),
        db.Set<Unit>().Where(u => u.Id == n.UnitId).Select(u => u.NameEn).First(), n.Scope, n.PublishedAt, n.StartsOn, n.EndsAt, n.WorkingDays));
}
