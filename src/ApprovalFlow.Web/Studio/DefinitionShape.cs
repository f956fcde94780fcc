using System.Text.Json.Nodes;
using ApprovalFlow.Procedures;

namespace ApprovalFlow.Web.Studio;

/// <summary>Our versions as the studio knows them: a definition as it was drawn, and what we say about it.</summary>
internal static class DefinitionShape
{
    private const string ToolVersion = "3.8.2.0";

    /// <summary>
    /// The whole definition. What decides whether it may be changed is the link "publish": without it the studio only shows.
    /// </summary>
    public static JsonObject Of(DraftPage page, bool isLatest)
    {
        var version = page.Version;
        var json = JsonNode.Parse(page.Json)!.AsObject();
        json["links"] = Links(version.DefinitionId, page.MayEdit);
        json["id"] = version.Id;
        json["definitionId"] = version.DefinitionId;
        json["version"] = version.Version;
        json["createdAt"] = StudioAnswers.Instant(version.CreatedAt);
        json["toolVersion"] = ToolVersion;
        json["materializerName"] = "Json";
        (json["isLatest"], json["isPublished"]) = (isLatest, version.State == ProcedureState.Published);
        (json["isReadonly"], json["isSystem"]) = (!page.MayEdit, false);
        foreach (var list in (string[])["variables", "inputs", "outputs", "outcomes"]) json[list] ??= new JsonArray();
        json["options"] ??= new JsonObject();
        if (json["customProperties"] is not JsonObject custom) json["customProperties"] = custom = [];
        custom[DraftJson.RevisionProperty] = page.Revision;
        return json;
    }

    public static JsonObject Summary(ProcedureLine line, bool isLatest) => new()
    {
        ["links"] = Links(line.DefinitionId, mayEdit: false),
        ["id"] = line.Id,
        ["definitionId"] = line.DefinitionId,
        ["name"] = line.Name,
        ["description"] = "",
        ["version"] = line.Version,
        ["toolVersion"] = ToolVersion,
        ["isLatest"] = isLatest,
        ["isPublished"] = line.State == ProcedureState.Published,
        ["materializerName"] = "Json",
        ["isMaterializerAvailable"] = true,
        ["createdAt"] = StudioAnswers.Instant(line.ChangedAt),
        ["isReadonly"] = line.State != ProcedureState.Draft,
    };

    /// <summary>What a file of the version holds: the definition without what belongs to one visit.</summary>
    public static JsonObject File(DraftPage page)
    {
        var json = Of(page, isLatest: true);
        json.Remove("links");
        json["customProperties"]!.AsObject().Remove(DraftJson.RevisionProperty);
        return json;
    }

    private static JsonArray Links(string definitionId, bool mayEdit)
    {
        var address = "/workflow-definitions/" + definitionId;
        var links = new JsonArray { Link(address, "self", "GET") };
        if (mayEdit) links.Add(Link(address + "/publish", "publish", "POST"));
        return links;
    }

    private static JsonObject Link(string address, string rel, string method) => new() { ["href"] = address, ["rel"] = rel, ["method"] = method };
}
