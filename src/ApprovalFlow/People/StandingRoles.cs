using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.People;

/// <summary>The roles a person holds, unit by unit, and whether they watch a competition by duty.</summary>
public sealed class Standing(IReadOnlyList<(Guid UnitId, Role Role)> grants, bool observes)
{
    public static Standing None { get; } = new([], observes: false);

    public IReadOnlyList<(Guid UnitId, Role Role)> Grants => grants;

    /// <summary>Named discipline observer or reviewer of some competition.</summary>
    public bool Observes => observes;

    /// <summary>Holds one of the roles in some unit.</summary>
    public bool HoldsAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var (_, role) in grants)
        {
            if (roles.Contains(role)) return true;
        }

        return false;
    }

    /// <summary>The units in which the role is held. Roles are not inherited down or up the tree.</summary>
    public IEnumerable<Guid> UnitsAs(Role role) => grants.Where(g => g.Role == role).Select(g => g.UnitId);
}

/// <summary>Answers which standing roles somebody holds. A person who has left the service holds none.</summary>
public sealed class StandingRoles(ApprovalDb db)
{
    public async Task<Standing> ForAsync(Actor actor, CancellationToken ct)
    {
        var grants = await db.Set<RoleGrant>().AsNoTracking()
            .Where(g => g.PersonId == actor.PersonId && db.Set<Person>().Any(p => p.Id == g.PersonId && p.Active))
            .Select(g => new { g.UnitId, g.Role })
            .ToListAsync(ct);
        var observes = await db.Set<Assignment>().AnyAsync(
            a => a.PersonId == actor.PersonId && a.RelievedAt == null
                && (a.Duty == Duty.DisciplineObserver || a.Duty == Duty.DisciplineReviewer), ct);
        return new Standing([.. grants.Select(g => (g.UnitId, g.Role))], observes);
    }
}
