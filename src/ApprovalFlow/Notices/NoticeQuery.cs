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

/// <summary>
/// One notice as its readers see it. <see cref="Stands"/>: everybody in its scope sees it; else only who may open the
/// competition's board. <see cref="People"/>: whom a report can be about; empty where none is taken.
/// </summary>
public sealed record NoticeSheet(
    NoticeLine Notice, string Html, string Hash, string SupervisionPhone, IReadOnlyList<NamedInNotice> People, bool Stands)
{
    public bool TakesReports => Stands && People.Count > 0;
}

/// <summary>The notices in force that a reader may see, all or of one kind, and one of them in full.</summary>
public sealed class NoticeQuery(ApprovalDb db, NoticeAccess access, CompetitionAccess competitions)
{
    public async Task<IReadOnlyList<NoticeLine>> ForAsync(Actor? reader, NoticeKind? kind, CancellationToken ct)
    {
        var notices = await access.ForAsync(reader, ct);
        if (kind is { } wanted) notices = notices.Where(n => n.Kind == wanted);
        return await Lines(notices).ToListAsync(ct);
    }

    /// <summary>Null for whoever may not read it; once it has left the pages, for all who may not open its competition's board.</summary>
    public async Task<NoticeSheet?> FindAsync(Guid id, Actor? reader, CancellationToken ct)
    {
        var notices = (await access.ForAsync(reader, ct)).Where(n => n.Id == id);
        var line = await Lines(notices).SingleOrDefaultAsync(ct);
        var stands = line is not null;
        if (line is null)
        {
            notices = db.Set<Notice>().AsNoTracking().Where(n => n.Id == id);
            if (reader is null || await notices.Select(n => (Guid?)n.CompetitionId).SingleOrDefaultAsync(ct) is not { } competitionId) return null;
            if ((await competitions.ForAsync(reader, competitionId, ct))?.SeesBoard != true) return null;
            line = await Lines(notices).SingleAsync(ct);
        }

        var text = await notices.Select(n => new
        {
            n.Html,
            n.ContentHash,
            Phone = db.Set<Unit>().Where(u => u.Id == n.UnitId).Select(u => u.SupervisionPhone).First(),
        }).SingleAsync(ct);
        return new NoticeSheet(line, text.Html, text.ContentHash, text.Phone, await PeopleAsync(db, id, ct), stands);
    }

    internal static async Task<IReadOnlyList<NamedInNotice>> PeopleAsync(ApprovalDb db, Guid noticeId, CancellationToken ct) =>
        await db.Set<NoticePerson>().AsNoTracking().Where(p => p.NoticeId == noticeId).OrderBy(p => p.Id)
            .Select(p => new NamedInNotice(p.Id, p.Name)).ToListAsync(ct);

    private IQueryable<NoticeLine> Lines(IQueryable<Notice> notices) => notices.Select(n => new NoticeLine(
        n.Id, n.Kind, n.Number, n.Title, db.Set<Unit>().Where(u => u.Id == n.UnitId).Select(u => u.Name).First(),
        db.Set<Unit>().Where(u => u.Id == n.UnitId).Select(u => u.NameEn).First(), n.Scope, n.PublishedAt, n.StartsOn, n.EndsAt, n.WorkingDays));
}
