using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

/// <summary>The drawings of all versions: published ones as the engine keeps them, drafts as they were saved last.</summary>
public sealed class DefinitionStore(ApprovalDb db)
{
    public async Task<Drawing> DrawingAsync(string versionId, CancellationToken ct) =>
        Drawing.Parse(await FindAsync(versionId, ct) ?? throw new InvalidOperationException($"The definition {versionId} is not stored."));

    /// <summary>The definition's JSON as imported or saved; null when there is none.</summary>
    public async Task<string?> FindAsync(string versionId, CancellationToken ct) =>
        await db.Set<StoredDefinition>().AsNoTracking().Where(d => d.VersionId == versionId).Select(d => d.Json).SingleOrDefaultAsync(ct)
        ?? await db.Set<ProcedureDraft>().AsNoTracking().Where(d => d.VersionId == versionId && d.Json != "").Select(d => d.Json).SingleOrDefaultAsync(ct);
}
