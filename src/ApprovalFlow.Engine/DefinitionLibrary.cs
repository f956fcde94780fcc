using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Engine;

/// <summary>
/// The stored definitions, read and linked once and shared by all instances: a version never changes, so what is in
/// the cache is true for ever.
/// </summary>
public sealed class DefinitionLibrary(ActivityCatalog catalog)
{
    private const int Keep = 500;
    private readonly ConcurrentDictionary<string, WorkflowDefinition> _read = new(StringComparer.Ordinal);

    /// <summary>The definition of a version; throws <see cref="DefinitionRefusedException"/> where it cannot run, or is not stored.</summary>
    public ValueTask<WorkflowDefinition> GetAsync(EngineDb db, string versionId, CancellationToken ct) => GetAsync(db, versionId, null, ct);

    /// <summary>The problems that would keep the definition from running on this host, with what is stored; empty when it can.</summary>
    public async Task<IReadOnlyList<DefinitionProblem>> CheckAsync(EngineDb db, string json, CancellationToken ct)
    {
        try
        {
            var definition = DefinitionImport.Parse(json);
            var found = await FindEmbeddedAsync(db, definition, null, ct);
            return await MissingChildrenAsync(db, DefinitionImport.Read(definition, catalog, Finder(found)), ct);
        }
        catch (DefinitionRefusedException refused)
        {
            return refused.Problems;
        }
    }

    /// <summary>Workflows that are to be executed by name, and of which no version is published.</summary>
    private static async Task<IReadOnlyList<DefinitionProblem>> MissingChildrenAsync(EngineDb db, WorkflowDefinition definition, CancellationToken ct)
    {
        List<DefinitionProblem> problems = [];
        foreach (var node in definition.Nodes.Values)
        {
            if (node.Type is not ("Elsa.ExecuteWorkflow" or "Elsa.DispatchWorkflow")) continue;
            if (!node.Inputs.TryGetValue("workflowDefinitionId", out var named) || named.Kind is not ExpressionKind.Literal) continue;
            var child = Values.Text(named.Value);
            if (child == definition.DefinitionId || (child.Length > 0 && await LatestPublishedAsync(db, child, ct) is not null)) continue;
            problems.Add(new(node.Path + ".workflowDefinitionId", node.Id, new(
                $"没有已发布的流程“{child}”；请先导入并发布它。", $"No version of workflow '{child}' is published; import and publish it first.")));
        }

        return problems;
    }

    /// <summary>The version id of the newest published version.</summary>
    public static async Task<string?> LatestPublishedAsync(EngineDb db, string definitionId, CancellationToken ct) =>
        await db.Definitions.AsNoTracking().Where(d => d.DefinitionId == definitionId && d.IsPublished)
            .OrderByDescending(d => d.Version).Select(d => d.VersionId).FirstOrDefaultAsync(ct);

    /// <summary>For an instance under way, <paramref name="pinned"/> are the versions it embedded when it started, by activity.</summary>
    internal async ValueTask<WorkflowDefinition> GetAsync(
        EngineDb db, string versionId, IReadOnlyDictionary<string, string>? pinned, CancellationToken ct)
    {
        var key = KeyOf(versionId, pinned);
        if (_read.TryGetValue(key, out var known)) return known;
        var stored = await db.Definitions.AsNoTracking().FirstOrDefaultAsync(d => d.VersionId == versionId, ct)
            ?? throw new DefinitionRefusedException([new("$", null, new($"没有流程版本“{versionId}”。", $"There is no workflow version '{versionId}'."))]);
        var json = DefinitionImport.Parse(stored.Json);
        var embedded = await FindEmbeddedAsync(db, json, pinned?.Values, ct);
        var definition = DefinitionImport.Read(json, catalog, Finder(embedded));
        // What an unpinned start embeds may be newer next time, unless the definition names versions.
        if (pinned is null && definition.Embedded.Count > 0) key = KeyOf(versionId, definition.Embedded);
        if (_read.Count >= Keep) _read.Clear();
        return _read.GetOrAdd(key, definition);
    }

    private static string KeyOf(string versionId, IReadOnlyDictionary<string, string>? pinned) =>
        pinned is null or { Count: 0 } ? versionId
        : versionId + "|" + string.Join("|", pinned.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));

    /// <summary>Everything the definition embeds, directly or not, as stored.</summary>
    private static async Task<List<StoredDefinition>> FindEmbeddedAsync(
        EngineDb db, JsonObject json, IEnumerable<string>? pinned, CancellationToken ct)
    {
        var found = new Dictionary<string, StoredDefinition>(StringComparer.Ordinal);
        var pins = pinned?.ToHashSet(StringComparer.Ordinal);
        var open = new Queue<DefinitionImport.EmbeddedReference>(DefinitionImport.References(json));
        var asked = new HashSet<DefinitionImport.EmbeddedReference>();
        while (open.TryDequeue(out var reference))
        {
            if (!asked.Add(reference)) continue;
            var candidates = await db.Definitions.AsNoTracking().Where(d => d.DefinitionId == reference.DefinitionId).ToListAsync(ct);
            var stored = pins is not null ? candidates.Find(c => pins.Contains(c.VersionId)) : null;
            stored ??= Choose(candidates, reference);
            if (stored is null || !found.TryAdd(stored.VersionId, stored)) continue;
            foreach (var inner in DefinitionImport.References(DefinitionImport.Parse(stored.Json))) open.Enqueue(inner);
        }

        return [.. found.Values];
    }

    private static DefinitionImport.Resolve Finder(List<StoredDefinition> stored) => reference =>
        Choose(stored.FindAll(d => d.DefinitionId == reference.DefinitionId), reference) is { } found ? DefinitionImport.Parse(found.Json) : null;

    /// <summary>The version that is named; else the number that is named; else the newest that is published.</summary>
    private static StoredDefinition? Choose(List<StoredDefinition> candidates, DefinitionImport.EmbeddedReference reference) =>
        candidates.Find(c => c.VersionId == reference.VersionId)
        ?? candidates.Find(c => c.Version == reference.Version && c.IsPublished)
        ?? candidates.Where(c => c.IsPublished).MaxBy(c => c.Version)
        ?? (candidates.Count == 1 ? candidates[0] : null);
}
