using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.People;

/// <summary>Who administers whom: the administrators of a unit, in that unit only.</summary>
internal static class Administration
{
    public static Task<bool> AdministersAsync(this ApprovalDb db, Actor actor, Guid unitId, CancellationToken ct) =>
        db.Set<RoleGrant>().AnyAsync(g => g.PersonId == actor.PersonId && g.UnitId == unitId && g.Role == Role.UnitAdministrator
            && db.Set<Person>().Any(p => p.Id == g.PersonId && p.Active), ct);

    /// <summary>The tracked person if the actor administers their unit; null for a stranger.</summary>
    public static async Task<Person?> PersonAdministeredAsync(this ApprovalDb db, Actor actor, Guid personId, CancellationToken ct)
    {
        var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == personId, ct);
        return person is not null && await db.AdministersAsync(actor, person.UnitId, ct) ? person : null;
    }

    /// <summary>Would the unit be left without an administrator if this person were not one?</summary>
    public static async Task<bool> IsLastAdministratorAsync(this ApprovalDb db, Guid personId, Guid unitId, CancellationToken ct)
    {
        var administrators = await db.Set<RoleGrant>()
            .Where(g => g.UnitId == unitId && g.Role == Role.UnitAdministrator && db.Set<Person>().Any(p => p.Id == g.PersonId && p.Active))
            .Select(g => g.PersonId).ToListAsync(ct);
        return administrators is [var only] && only == personId;
    }
}
