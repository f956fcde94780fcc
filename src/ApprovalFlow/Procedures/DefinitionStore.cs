using System.Text.Json.Nodes;
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

    /// <summary>The published definitions that a drawing uses as activities, and those that these use.</summary>
    public async Task<IReadOnlyList<string>> UsedByAsync(string json, CancellationToken ct)
    {
        var found = new Dictionary<string, string>();
        var open = new Queue<DefinitionImport.EmbeddedReference>(DefinitionImport.References(DefinitionImport.Parse(json)));
        while (open.TryDequeue(out var reference))
        {
            var id = reference.VersionId ?? await DefinitionLibrary.LatestPublishedAsync(db, reference.DefinitionId, ct);
            if (id is null || found.ContainsKey(id)) continue;
            var used = await db.Set<StoredDefinition>().AsNoTracking().Where(d => d.VersionId == id && d.IsPublished).Select(d => d.Json).SingleOrDefaultAsync(ct);
            if (used is null) continue;
            found.Add(id, used);
            foreach (var inner in DefinitionImport.References(DefinitionImport.Parse(used))) open.Enqueue(inner);
        }

        return [.. found.Values];
    }

    /// <summary>Finds among <paramref name="used"/> what a drawing refers to.</summary>
    public static DefinitionImport.Resolve Finder(IReadOnlyList<string> used)
    {
        var read = used.Select(DefinitionImport.Parse).ToList();
        return reference => read.Find(d => (d["id"] as JsonValue)?.ToString() == reference.VersionId)
            ?? read.Find(d => (d["definitionId"] as JsonValue)?.ToString() == reference.DefinitionId);
    }
}
