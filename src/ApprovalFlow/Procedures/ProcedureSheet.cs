using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Procedures.Checks;
using ApprovalFlow.Trail;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

/// <summary>One version in the list of procedures. <see cref="MayDecide"/>: it waits for the reader's approval.</summary>
public sealed record ProcedureLine(
    string Id, string DefinitionId, int Version, string Name, string NameEn, Guid? UnitId, ProcedureState State, string Hash,
    DateTimeOffset ChangedAt, int Competitions, bool MayDecide)
{
    public bool IsTemplate => UnitId is null;
}

/// <summary>A unit whose procedures the reader sees; <see cref="Drafts"/>: and may draw.</summary>
public sealed record ProcedureUnit(Guid Id, string Name, string NameEn, bool Drafts);

public sealed record ProcedureList(IReadOnlyList<ProcedureUnit> Units, IReadOnlyList<ProcedureLine> Lines);

/// <summary>
/// One version with its drawing, what the checks say of it until it is published, what happened to it, and the version to compare it with.
/// <see cref="MayStartFrom"/>: the reader draws procedures somewhere and may begin a new one as a copy of this.
/// </summary>
public sealed record ProcedurePage(
    DraftPage Draft, Drawing Drawing, ProcedureTerms Terms, int Competitions, ProcedureRights? Rights, bool MayDecide, bool MayStartFrom,
    IReadOnlyList<ProcedureFinding> Findings, ProcedureVersion? Before, Drawing? BeforeDrawing, string? OpenDraftId, IReadOnlyList<TrailEntry> History)
{
    public ProcedureVersion Version => Draft.Version;

    /// <summary>How many findings keep it from being submitted and published.</summary>
    public int Errors => Findings.Count(f => f.Blocks);
}

/// <summary>
/// Templates for everybody with a role in some unit, and the versions of the units the reader has a role in, drafts too.
/// </summary>
public sealed class ProcedureSheet(ApprovalDb db, DraftSheet drafts, DefinitionStore definitions, ProcedureAccess access, PublicationGate gate, StandingRoles roles)
{
    /// <summary>Null for somebody without any role.</summary>
    public async Task<ProcedureList?> AllForAsync(Actor actor, CancellationToken ct)
    {
        var standing = await roles.ForAsync(actor, ct);
        var units = standing.Grants.Select(g => (Guid?)g.UnitId).Distinct().ToList();
        if (units.Count == 0) return null;
        var deciding = await WaitingForAsync(actor, standing, ct);
        var drafting = standing.UnitsAs(Role.UnitAdministrator).ToHashSet();
        var rows = await (
            from version in db.Set<ProcedureVersion>().AsNoTracking()
            where version.UnitId == null || units.Contains(version.UnitId)
            join draft in db.Set<ProcedureDraft>() on version.Id equals draft.VersionId into found
            from draft in found.DefaultIfEmpty()
            orderby version.Name, version.DefinitionId, version.Version descending
            select new
            {
                version, SavedAt = (DateTimeOffset?)draft.SavedAt,
                Competitions = db.Set<Competitions.Competition>().Count(c => c.ProcedureVersionId == version.Id),
            }).ToListAsync(ct);
        var names = await db.Set<Unit>().AsNoTracking().Where(u => units.Contains(u.Id)).OrderBy(u => u.Path).ToListAsync(ct);
        return new ProcedureList(
            [.. names.Select(u => new ProcedureUnit(u.Id, u.Name, u.NameEn, drafting.Contains(u.Id)))],
            [.. rows.Select(r => new ProcedureLine(
                r.version.Id, r.version.DefinitionId, r.version.Version, r.version.Name, r.version.NameEn, r.version.UnitId, r.version.State, r.version.Hash,
                r.version.WithdrawnAt ?? r.version.PublishedAt ?? r.version.SubmittedAt ?? r.SavedAt ?? r.version.CreatedAt, r.Competitions, deciding.Contains(r.version.Id)))]);
    }

    /// <summary>How many versions wait for the reader's approval.</summary>
    public async Task<int> WaitingForAsync(Actor actor, CancellationToken ct) => (await WaitingForAsync(actor, await roles.ForAsync(actor, ct), ct)).Count;

    public async Task<ProcedurePage?> ForAsync(string id, Actor actor, CancellationToken ct)
    {
        if (await drafts.ForAsync(id, actor, ct) is not { } draft) return null;
        var version = draft.Version;
        var drawing = Drawing.Parse(draft.Json);
        var before = await BeforeAsync(version, ct);
        var standing = await roles.ForAsync(actor, ct);
        var family = db.Set<ProcedureVersion>().AsNoTracking().Where(v => v.DefinitionId == version.DefinitionId && v.Id != id);
        return new ProcedurePage(
            draft, drawing, ProcedureTerms.Of(drawing),
            await db.Set<Competitions.Competition>().CountAsync(c => c.ProcedureVersionId == id, ct),
            version.UnitId is { } unitId ? await access.ForAsync(actor, unitId, ct) : null,
            (await WaitingForAsync(actor, standing, ct)).Contains(id),
            standing.UnitsAs(Role.UnitAdministrator).Any(unit => version.UnitId is null || version.UnitId == unit),
            version.State < ProcedureState.Published ? await gate.FindAsync(draft.Json, version.UnitId, ct) : [],
            before, before is null ? null : await definitions.DrawingAsync(before.Id, ct),
            await family.Where(v => v.State < ProcedureState.Published).Select(v => v.Id).FirstOrDefaultAsync(ct),
            await db.Set<TrailEntry>().AsNoTracking().Where(e => e.Chain == TrailEntry.HouseChain && e.SubjectId == version.TrailId)
                .OrderByDescending(e => e.Seq).Take(100).ToListAsync(ct));
    }

    /// <summary>Published versions that a unit may hold a competition on, newest version of each first.</summary>
    public Task<List<ProcedureVersion>> ToChooseAsync(Guid unitId, CancellationToken ct) =>
        db.Set<ProcedureVersion>().AsNoTracking()
            .Where(v => v.State == ProcedureState.Published && (v.UnitId == null || v.UnitId == unitId))
            .OrderBy(v => v.DefinitionId).ThenByDescending(v => v.Version).ToListAsync(ct);

    /// <summary>The newest earlier version that was published; for a first version the one it was copied from, where the unit still sees it.</summary>
    private async Task<ProcedureVersion?> BeforeAsync(ProcedureVersion version, CancellationToken ct) =>
        await db.Set<ProcedureVersion>().AsNoTracking()
            .Where(v => v.DefinitionId == version.DefinitionId && v.Version < version.Version && v.State >= ProcedureState.Published)
            .OrderByDescending(v => v.Version).FirstOrDefaultAsync(ct)
        ?? await db.Set<ProcedureVersion>().AsNoTracking()
            .FirstOrDefaultAsync(v => v.Id == version.BasedOnId && v.State >= ProcedureState.Published && (v.UnitId == null || v.UnitId == version.UnitId), ct);

    /// <summary>Submitted in a unit where the reader may approve, and not drawn by the reader.</summary>
    private async Task<HashSet<string>> WaitingForAsync(Actor actor, Standing standing, CancellationToken ct)
    {
        var units = standing.Grants.Where(g => ProcedureAccess.Approvers.Contains(g.Role)).Select(g => (Guid?)g.UnitId).ToList();
        if (units.Count == 0) return [];
        var waiting = await (
            from version in db.Set<ProcedureVersion>().AsNoTracking()
            where version.State == ProcedureState.AwaitingApproval && units.Contains(version.UnitId) && version.SubmitterId != actor.PersonId
            join draft in db.Set<ProcedureDraft>() on version.Id equals draft.VersionId
            select new { version.Id, draft.Designers }).ToListAsync(ct);
        return [.. waiting.Where(w => !w.Designers.Contains(actor.PersonId)).Select(w => w.Id)];
    }
}
