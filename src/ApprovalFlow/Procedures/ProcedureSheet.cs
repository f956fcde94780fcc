using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

/// <summary>One version in the list of procedures.</summary>
public sealed record ProcedureLine(
    string Id, string DefinitionId, int Version, string Name, string NameEn, bool IsTemplate, ProcedureState State, string Hash, DateTimeOffset? PublishedAt, int Competitions);

/// <summary>One version with its drawing.</summary>
public sealed record ProcedurePage(ProcedureVersion Version, Drawing Drawing, ProcedureTerms Terms, int Competitions);

/// <summary>
/// Templates for everybody with a role in some unit, and the versions of the units the reader has a role in. Drafts are
/// seen by their unit's administrators and organisers only.
/// </summary>
public sealed class ProcedureSheet(ApprovalDb db, DefinitionStore definitions)
{
    private static readonly Role[] Drafters = [Role.UnitAdministrator, Role.Organiser];

    /// <summary>Null for somebody without any role.</summary>
    public async Task<IReadOnlyList<ProcedureLine>?> AllForAsync(Actor actor, CancellationToken ct)
    {
        if (await VisibleAsync(actor, ct) is not { } visible) return null;
        return await visible.OrderBy(v => v.DefinitionId).ThenByDescending(v => v.Version)
            .Select(v => new ProcedureLine(
                v.Id, v.DefinitionId, v.Version, v.Name, v.NameEn, v.UnitId == null, v.State, v.Hash, v.PublishedAt,
                db.Set<Competitions.Competition>().Count(c => c.ProcedureVersionId == v.Id)))
            .ToListAsync(ct);
    }

    public async Task<ProcedurePage?> ForAsync(string id, Actor actor, CancellationToken ct)
    {
        if (await VisibleAsync(actor, ct) is not { } visible) return null;
        if (await visible.SingleOrDefaultAsync(v => v.Id == id, ct) is not { } version) return null;
        if (await definitions.FindAsync(id, ct) is not { } json) return null;

        var drawing = Drawing.Parse(json);
        var held = await db.Set<Competitions.Competition>().CountAsync(c => c.ProcedureVersionId == id, ct);
        return new ProcedurePage(version, drawing, ProcedureTerms.Of(drawing), held);
    }

    /// <summary>Published versions that a unit may hold a competition on, newest version of each first.</summary>
    public Task<List<ProcedureVersion>> ToChooseAsync(Guid unitId, CancellationToken ct) =>
        db.Set<ProcedureVersion>().AsNoTracking()
            .Where(v => v.State == ProcedureState.Published && (v.UnitId == null || v.UnitId == unitId))
            .OrderBy(v => v.DefinitionId).ThenByDescending(v => v.Version).ToListAsync(ct);

    private async Task<IQueryable<ProcedureVersion>?> VisibleAsync(Actor actor, CancellationToken ct)
    {
        var grants = await db.Set<RoleGrant>().AsNoTracking().Where(g => g.PersonId == actor.PersonId).ToListAsync(ct);
        if (grants.Count == 0) return null;
        var units = grants.Select(g => (Guid?)g.UnitId).ToList();
        var drafting = grants.Where(g => Drafters.Contains(g.Role)).Select(g => (Guid?)g.UnitId).ToList();
        return db.Set<ProcedureVersion>().AsNoTracking().Where(
            v => v.UnitId == null || (v.State >= ProcedureState.Published ? units.Contains(v.UnitId) : drafting.Contains(v.UnitId)));
    }
}
