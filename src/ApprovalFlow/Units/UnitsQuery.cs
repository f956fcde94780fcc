using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Units;

/// <summary>The units that the actor administers and the units below them, as a tree in order of path.</summary>
public sealed class UnitsQuery(ApprovalDb db)
{
    /// <param name="Unit">The unit.</param>
    /// <param name="Depth">Levels below the topmost unit shown.</param>
    /// <param name="People">How many are in the service there.</param>
    /// <param name="Administered">The actor may change it; otherwise it is only shown.</param>
    public sealed record Row(Unit Unit, int Depth, int People, bool Administered);

    public async Task<IReadOnlyList<Row>> RunAsync(Actor actor, CancellationToken ct)
    {
        var mine = await db.Set<RoleGrant>().AsNoTracking()
            .Where(g => g.PersonId == actor.PersonId && g.Role == Role.UnitAdministrator).Select(g => g.UnitId).ToListAsync(ct);
        var roots = await db.Set<Unit>().AsNoTracking().Where(u => mine.Contains(u.Id)).Select(u => u.Path).ToListAsync(ct);
        var all = await db.Set<Unit>().AsNoTracking().OrderBy(u => u.Path).ToListAsync(ct);
        var shown = all.Where(u => roots.Any(root => u.Path.StartsWith(root, StringComparison.Ordinal))).ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Active)
            .GroupBy(p => p.UnitId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

        var top = shown.Count == 0 ? 0 : shown.Min(LevelOf);
        return [.. shown.Select(u => new Row(u, LevelOf(u) - top, people.GetValueOrDefault(u.Id), mine.Contains(u.Id)))];
    }

    private static int LevelOf(Unit unit) => unit.Path.Count(c => c == '/');
}
