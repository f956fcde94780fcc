using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

/// <summary>What somebody may do with the procedures of one unit. Everybody with a role there may look.</summary>
public sealed record ProcedureRights(Guid UnitId, bool Drafts, bool Approves);

/// <summary>Administrators of a unit draw its procedures; its leading group or its party secretary approves them.</summary>
public sealed class ProcedureAccess(ApprovalDb db)
{
    internal static readonly Role[] Approvers = [Role.LeadingGroup, Role.PartySecretary];

    /// <summary>Null for a stranger to the unit, and for who has left the service.</summary>
    public async Task<ProcedureRights?> ForAsync(Actor actor, Guid unitId, CancellationToken ct)
    {
        var roles = await db.Set<RoleGrant>().AsNoTracking()
            .Where(g => g.PersonId == actor.PersonId && g.UnitId == unitId && db.Set<Person>().Any(p => p.Id == g.PersonId && p.Active))
            .Select(g => g.Role).ToListAsync(ct);
        return roles.Count == 0 ? null : new(unitId, roles.Contains(Role.UnitAdministrator), roles.Exists(role => Approvers.Contains(role)));
    }

    /// <summary>The tracked version, if the actor draws the procedures of its unit.</summary>
    internal async Task<ProcedureVersion?> DraftedByAsync(string versionId, Actor actor, CancellationToken ct) =>
        await db.Set<ProcedureVersion>().SingleOrDefaultAsync(v => v.Id == versionId, ct) is { UnitId: { } unitId } version
            && await ForAsync(actor, unitId, ct) is { Drafts: true }
            ? version : null;

    /// <summary>Who may approve in the unit and is none of these.</summary>
    internal Task<List<Guid>> ApproversAsync(Guid unitId, IReadOnlyList<Guid> except, CancellationToken ct) =>
        db.Set<RoleGrant>()
            .Where(g => g.UnitId == unitId && Approvers.Contains(g.Role) && !except.Contains(g.PersonId) && db.Set<Person>().Any(p => p.Id == g.PersonId && p.Active))
            .Select(g => g.PersonId).Distinct().ToListAsync(ct);
}

internal static class DraftsHeldStill
{
    /// <summary>
    /// This commit also asks that nobody saved the draft since it was read; together with the version's state, which every
    /// save asks for, no drawing changes under those who decide about it.
    /// </summary>
    public static void HoldStill(this ApprovalDb db, ProcedureDraft draft) => db.Entry(draft).Property(d => d.Revision).IsModified = true;

    public static void HoldStill(this ApprovalDb db, ProcedureVersion version) => db.Entry(version).Property(v => v.State).IsModified = true;
}
