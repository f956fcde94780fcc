using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

/// <summary>
/// A version as a designer opens it: the definition, its revision, who saved it last, and whether the reader may change it.
/// What is no draft any more has the revision 0 and was last changed when it was published.
/// </summary>
public sealed record DraftPage(ProcedureVersion Version, string Json, int Revision, DateTimeOffset SavedAt, string SavedBy, bool MayEdit);

/// <summary>Shows a unit's versions to its people, and templates to everybody with a role somewhere.</summary>
public sealed class DraftSheet(ApprovalDb db, ProcedureAccess access, DefinitionStore definitions)
{
    /// <summary>Null for a stranger, and where there is no such version.</summary>
    public async Task<DraftPage?> ForAsync(string versionId, Actor actor, CancellationToken ct)
    {
        if (await db.Set<ProcedureVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.Id == versionId, ct) is not { } version) return null;
        var rights = version.UnitId is { } unitId ? await access.ForAsync(actor, unitId, ct) : null;
        if (rights is null && !(version.UnitId is null && await HoldsAnyRoleAsync(actor, ct))) return null;
        if (await definitions.FindAsync(versionId, ct) is not { } json) return null;

        var draft = version.State < ProcedureState.Published
            ? await db.Set<ProcedureDraft>().AsNoTracking().SingleOrDefaultAsync(d => d.VersionId == versionId, ct) : null;
        var savedBy = draft?.SavedById ?? version.AuthorId;
        return new DraftPage(
            version, json, draft?.Revision ?? 0, draft?.SavedAt ?? version.PublishedAt ?? version.CreatedAt,
            await db.Set<Person>().Where(p => p.Id == savedBy).Select(p => p.Name).SingleOrDefaultAsync(ct) ?? "",
            rights?.Drafts == true && version.State == ProcedureState.Draft);
    }

    /// <summary>The newest version of a procedure, be it still a draft; null for a stranger.</summary>
    public async Task<DraftPage?> LatestAsync(string definitionId, Actor actor, CancellationToken ct) =>
        await db.Set<ProcedureVersion>().Where(v => v.DefinitionId == definitionId).OrderByDescending(v => v.Version)
            .Select(v => v.Id).FirstOrDefaultAsync(ct) is { } id
            ? await ForAsync(id, actor, ct) : null;

    private Task<bool> HoldsAnyRoleAsync(Actor actor, CancellationToken ct) =>
        db.Set<RoleGrant>().AnyAsync(g => g.PersonId == actor.PersonId && db.Set<Person>().Any(p => p.Id == g.PersonId && p.Active), ct);
}
