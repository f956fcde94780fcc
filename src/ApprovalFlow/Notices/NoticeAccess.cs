using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Notices;

/// <summary>
/// Who may read a notice while it stands: everybody for a public one; the unit's staff, or the staff of the unit and those
/// below it, for the others. After its last instant, or after its competition where it has none, a notice leaves the pages
/// (§16.2), whether or not anybody has acted on the end yet.
/// </summary>
public sealed class NoticeAccess(ApprovalDb db, TimeProvider clock)
{
    /// <summary>How many days a change notice without an end of its own is shown.</summary>
    public const int ChangeShownDays = 30;

    /// <summary>Notices in force that the reader (null: not signed in) may see, newest first.</summary>
    public async Task<IQueryable<Notice>> ForAsync(Actor? reader, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var changesSince = now.AddDays(-ChangeShownDays);
        var inForce = db.Set<Notice>().AsNoTracking().Where(n => n.State == NoticeState.InForce
            && ((n.EndsAt != null && n.EndsAt >= now)
                || (n.EndsAt == null && n.Kind == NoticeKind.Change && n.PublishedAt >= changesSince)
                || (n.EndsAt == null && n.Kind != NoticeKind.Change && db.Set<Competition>().Any(c => c.Id == n.CompetitionId
                    && (c.State == CompetitionState.Running || c.State == CompetitionState.Suspended)))));
        if (reader is null) return Newest(inForce.Where(n => n.Scope == PublicationScope.Public));

        var path = await (
            from p in db.Set<Person>()
            join u in db.Set<Unit>() on p.UnitId equals u.Id
            where p.Id == reader.PersonId
            select u.Path).SingleOrDefaultAsync(ct) ?? "";
        var ancestors = AncestorsOf(path);
        return Newest(inForce.Where(n => n.Scope == PublicationScope.Public
            || db.Set<Unit>().Any(u => u.Id == n.UnitId
                && (u.Path == path || (n.Scope == PublicationScope.System && ancestors.Contains(u.Path))))
            || db.Set<RoleGrant>().Any(g => g.PersonId == reader.PersonId && g.UnitId == n.UnitId)));
    }

    public async Task<Notice?> FindAsync(Guid id, Actor? reader, CancellationToken ct) =>
        await (await ForAsync(reader, ct)).SingleOrDefaultAsync(n => n.Id == id, ct);

    private static IQueryable<Notice> Newest(IQueryable<Notice> notices) => notices.OrderByDescending(n => n.PublishedAt).ThenBy(n => n.Id);

    /// <summary>"/a/b/c/" lies below "/a/", "/a/b/" and itself.</summary>
    private static List<string> AncestorsOf(string path) =>
        [.. Enumerable.Range(0, path.Length).Where(i => path[i] == '/' && i > 0).Select(i => path[..(i + 1)])];
}
