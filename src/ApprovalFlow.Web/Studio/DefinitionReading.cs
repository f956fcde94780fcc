using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Accounts;

namespace ApprovalFlow.Web.Studio;

/// <summary>Procedures as the studio reads them. A version that its reader may not see is not there.</summary>
internal static class DefinitionReading
{
    private const int LargestPage = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions", ListAsync);
        api.MapGet("/workflow-definitions/by-definition-id/{definitionId}", FindAsync);
        api.MapGet("/workflow-definitions/by-id/{versionId}", ByIdAsync);
        api.MapGet("/workflow-definitions/{definitionId}/export", ExportAsync);
        api.MapGet("/workflow-definitions/validation/is-name-unique", IsNameUniqueAsync);
        api.MapGet("/workflow-definitions/subgraph/{id}", StudioAnswers.NotFound);
        api.MapGet("/workflow-definitions/subgraph/segments/{id}", StudioAnswers.NotFound);
    }

    /// <summary>The newest version, or the one that versionOptions names: a number, or Published.</summary>
    private static async Task<IResult> FindAsync(
        string definitionId, string? versionOptions, DraftSheet drafts, ProcedureSheet procedures, Findings findings, HttpContext http)
    {
        var (actor, ct) = (http.User.ToActor(), http.RequestAborted);
        var latest = await drafts.LatestAsync(definitionId, actor, ct);
        var page = latest;
        if (versionOptions is not (null or "" or "Latest" or "LatestOrPublished"))
        {
            var lines = (await LinesAsync(procedures, http)).Where(l => l.DefinitionId == definitionId).ToList();
            var chosen = versionOptions == "Published"
                ? lines.Where(l => l.State == ProcedureState.Published).MaxBy(l => l.Version)
                : lines.Find(l => l.Version.ToString(CultureInfo.InvariantCulture) == versionOptions);
            page = chosen is null ? null : await drafts.ForAsync(chosen.Id, actor, ct);
        }

        if (page is null) return StudioAnswers.NotFound();
        var definition = DefinitionShape.Of(page, page.Version.Id == latest?.Version.Id);
        definition["findings"] = await findings.OfAsync(page, ct);
        return StudioAnswers.Of(definition);
    }

    private static async Task<IResult> ByIdAsync(string versionId, DraftSheet drafts, HttpContext http)
    {
        var (actor, ct) = (http.User.ToActor(), http.RequestAborted);
        if (await drafts.ForAsync(versionId, actor, ct) is not { } page) return StudioAnswers.NotFound();
        var latest = await drafts.LatestAsync(page.Version.DefinitionId, actor, ct);
        return StudioAnswers.Of(DefinitionShape.Of(page, page.Version.Id == latest?.Version.Id));
    }

    private static async Task<IResult> ExportAsync(string definitionId, DraftSheet drafts, HttpContext http)
    {
        if (await drafts.LatestAsync(definitionId, http.User.ToActor(), http.RequestAborted) is not { } page) return StudioAnswers.NotFound();
        return Results.File(Encoding.UTF8.GetBytes(DefinitionShape.File(page).ToJsonString()), "application/json", page.Version.Id + ".json");
    }

    private static async Task<IResult> IsNameUniqueAsync(string? name, string? definitionId, ProcedureSheet procedures, HttpContext http)
    {
        var lines = await LinesAsync(procedures, http);
        return StudioAnswers.Of(new { isUnique = lines.All(l => l.Name != name || l.DefinitionId == definitionId) });
    }

    private static async Task<IResult> ListAsync([AsParameters] ListQuery query, ProcedureSheet procedures, HttpContext http)
    {
        var lines = await LinesAsync(procedures, http);
        var latest = lines.GroupBy(l => l.DefinitionId).ToDictionary(g => g.Key, g => g.Max(l => l.Version));
        var found = lines.Where(l => query.Takes(l, l.Version == latest[l.DefinitionId])).ToList();
        var items = query.Sorted(found).Skip(query.From).Take(query.Size)
            .Select(l => DefinitionShape.Summary(l, l.Version == latest[l.DefinitionId]));
        return StudioAnswers.Of(new JsonObject
        {
            ["items"] = new JsonArray([.. items]),
            ["totalCount"] = found.Count,
            ["links"] = new JsonArray { new JsonObject { ["href"] = "/workflow-definitions", ["rel"] = "self", ["method"] = "GET" } },
        });
    }

    private static async Task<IReadOnlyList<ProcedureLine>> LinesAsync(ProcedureSheet procedures, HttpContext http) =>
        (await procedures.AllForAsync(http.User.ToActor(), http.RequestAborted))?.Lines ?? [];

    /// <summary>What the studio asks a list for, with Elsa's own names.</summary>
    public sealed record ListQuery(
        string? VersionOptions, string[]? DefinitionIds, string[]? Ids, string? SearchTerm, string? OrderBy, string? OrderDirection, int? Page, int? PageSize)
    {
        public int Size => Math.Clamp(PageSize ?? LargestPage, 1, LargestPage);

        public int From => (int)Math.Min(Math.Max(Page ?? 0, 0) * (long)Size, int.MaxValue);

        public bool Takes(ProcedureLine line, bool isLatest) =>
            (DefinitionIds is not { Length: > 0 } || DefinitionIds.Contains(line.DefinitionId))
            && (Ids is not { Length: > 0 } || Ids.Contains(line.Id))
            && (string.IsNullOrWhiteSpace(SearchTerm) || line.Name.Contains(SearchTerm, StringComparison.OrdinalIgnoreCase))
            && VersionOptions switch
            {
                "Published" => line.State == ProcedureState.Published,
                "Draft" => line.State < ProcedureState.Published,
                "AllVersions" => true,
                "LatestAndPublished" => isLatest || line.State == ProcedureState.Published,
                null or "" => true,
                _ => isLatest,
            };

        public IEnumerable<ProcedureLine> Sorted(IEnumerable<ProcedureLine> lines)
        {
            var down = OrderDirection == "Descending";
            return (OrderBy, down) switch
            {
                ("Version", true) => lines.OrderByDescending(l => l.Version),
                ("Version", false) => lines.OrderBy(l => l.Version),
                (_, true) => lines.OrderByDescending(l => l.Name, StringComparer.Ordinal),
                _ => lines.OrderBy(l => l.Name, StringComparer.Ordinal),
            };
        }
    }
}
