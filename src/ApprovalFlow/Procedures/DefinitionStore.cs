using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

/// <summary>The drawings of stored versions, as the engine keeps them.</summary>
public sealed class DefinitionStore(ApprovalDb db)
{
    public async Task<Drawing> DrawingAsync(string versionId, CancellationToken ct) =>
        Drawing.Parse(await FindAsync(versionId, ct) ?? throw new InvalidOperationException($"The definition {versionId} is not stored."));

    /// <summary>The definition's JSON as imported; null when there is none.</summary>
    public Task<string?> FindAsync(string versionId, CancellationToken ct) =>
        db.Set<StoredDefinition>().AsNoTracking().Where(d => d.VersionId == versionId).Select(d => d.Json).SingleOrDefaultAsync(ct);
}
