using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

/// <summary>
/// Publishes the definitions of a folder as templates that every unit may use, once. A published version never changes:
/// a file that differs from what was published under its id is refused, and the published one stays in force.
/// </summary>
public sealed class TemplateLoader(ApprovalDb db, DefinitionLibrary library, TimeProvider clock)
{
    /// <summary>What was published now, and one line for every file that was refused.</summary>
    public sealed record Result(IReadOnlyList<string> Published, IReadOnlyList<string> Refused);

    /// <summary>Files are <c>{template}/procedure.v{n}.json</c>; each is a commit of its own.</summary>
    public async Task<Result> RunAsync(string folder, CancellationToken ct)
    {
        List<string> published = [], refused = [];
        foreach (var file in Files(folder))
        {
            var name = Path.GetRelativePath(folder, file);
            var refusal = await db.CommitAsync(async () => await PublishAsync(await File.ReadAllTextAsync(file, ct), published, ct));
            if (refusal is not null) refused.Add($"{name}: {refusal}");
        }

        return new Result(published, refused);
    }

    /// <summary>The definition files of a folder, in the order of template and version.</summary>
    public static IReadOnlyList<string> Files(string folder) => !Directory.Exists(folder) ? [] :
        [.. Directory.GetFiles(folder, "procedure.v*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private async Task<string?> PublishAsync(string text, List<string> published, CancellationToken ct)
    {
        if (await library.CheckAsync(db, text, ct) is { Count: > 0 } problems)
            return $"it cannot run here. {problems[0].Path}: {problems[0].Text.En}" + (problems.Count > 1 ? $" (and {problems.Count - 1} more)" : "");

        var json = DefinitionImport.Parse(text);
        var stored = new StoredDefinition(json, isPublished: true, clock.GetUtcNow());
        var known = await db.Set<StoredDefinition>().AsNoTracking().SingleOrDefaultAsync(d => d.VersionId == stored.VersionId, ct);
        if (known is not null)
        {
            return known.Hash == stored.Hash
                ? null
                : $"version {stored.VersionId} was published as sha256 {known.Hash[..12]} and may not change; restore the file, or save the change as a new version.";
        }

        var now = clock.GetUtcNow();
        var version = ProcedureVersion.Draft(
            stored.VersionId, stored.DefinitionId, unitId: null, stored.Version, stored.Name, NameEn(json, stored), authorId: null, now);
        (version.State, version.Hash, version.PublishedAt) = (ProcedureState.Published, stored.Hash, now);
        db.Add(stored);
        db.Add(version);
        db.Record(Trail.TrailEntry.HouseChain, "procedure.published", version.TrailId, Actor.System,
            string.Create(CultureInfo.InvariantCulture, $"{version.Id} v{version.Version} sha256 {version.Hash}"), now);
        await db.SaveChangesAsync(ct);
        published.Add(version.Id);
        return null;
    }

    private static string NameEn(JsonObject json, StoredDefinition stored) =>
        (json["customProperties"] as JsonObject)?["nameEn"]?.ToString() ?? stored.Name;
}
