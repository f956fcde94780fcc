using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Procedures.Checks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

/// <summary>What stands between a drawing and its publication: it must be able to run here, and break no rule.</summary>
public sealed class PublicationGate(ApprovalDb db, DefinitionLibrary library, DefinitionStore definitions)
{
    /// <summary>
    /// What is to be said of the drawing, errors first. Those that block keep it from being submitted and published; the
    /// others are for people to weigh. <paramref name="unitId"/>: the unit that will use it, whose people are counted.
    /// </summary>
    public async Task<IReadOnlyList<ProcedureFinding>> FindAsync(string json, Guid? unitId, CancellationToken ct)
    {
        if (await library.CheckAsync(db, json, ct) is { Count: > 0 } problems) return ProcedureCheck.NotRunnable(problems);
        var used = await definitions.UsedByAsync(json, ct);
        return ProcedureCheck.Of(json, DefinitionStore.Finder(used), unitId is { } unit ? await FactsAsync(unit, ct) : null);
    }

    private async Task<UnitFacts> FactsAsync(Guid unitId, CancellationToken ct)
    {
        var people = await db.Set<Person>().CountAsync(p => p.UnitId == unitId && p.Active, ct);
        var grants = await db.Set<RoleGrant>().AsNoTracking().Where(g => g.UnitId == unitId).Select(g => new { g.PersonId, g.Role }).ToListAsync(ct);
        int Holding(params Role[] roles) => grants.Where(g => roles.Contains(g.Role)).Select(g => g.PersonId).Distinct().Count();
        return new UnitFacts(people, Holding(Role.PartyGroupMember, Role.PartySecretary), Holding(Role.Discipline));
    }
}
