using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlow.Engine;

/// <summary>
/// Reads Elsa 3 definition JSON (exports of 3.0 to 3.8, both forms of connections) into a
/// <see cref="WorkflowDefinition"/>, and refuses what the engine does not run, saying where and what to use instead.
/// </summary>
public static class DefinitionImport
{
    // Every container is three levels of JSON. A property named twice would have to lose one of its values.
    private static readonly JsonDocumentOptions Reading = new()
    {
        AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 256, AllowDuplicateProperties = false,
    };

    /// <summary>Finds the definition behind a workflow that is used as an activity.</summary>
    public delegate JsonObject? Resolve(EmbeddedReference reference);

    /// <summary>How a workflow-as-activity names the definition it runs; the version id is the strongest.</summary>
    public sealed record EmbeddedReference(string DefinitionId, string? VersionId, int? Version);

    /// <summary>The problems of a definition; empty when it can run.</summary>
    public static IReadOnlyList<DefinitionProblem> Check(string json, ActivityCatalog catalog, Resolve? resolve = null)
    {
        try
        {
            Read(Parse(json), catalog, resolve);
            return [];
        }
        catch (DefinitionRefusedException refused)
        {
            return refused.Problems;
        }
    }

    /// <summary>The definition, ready to run; throws <see cref="DefinitionRefusedException"/> with all its problems.</summary>
    public static WorkflowDefinition Read(JsonObject json, ActivityCatalog catalog, Resolve? resolve = null)
    {
        var reading = new DefinitionReader(catalog, resolve ?? (_ => null));
        var definition = reading.Read(json);
        return reading.Problems.Count == 0 ? definition : throw new DefinitionRefusedException(reading.Problems);
    }

    /// <summary>The JSON object of a definition file; throws <see cref="DefinitionRefusedException"/> where it is none.</summary>
    public static JsonObject Parse(string json)
    {
        try
        {
            if (JsonNode.Parse(json, documentOptions: Reading) is JsonObject definition) return definition;
        }
        catch (JsonException error)
        {
            throw new DefinitionRefusedException([new("$", null, new("不是有效的 JSON：" + error.Message, "This is not valid JSON: " + error.Message))]);
        }

        throw new DefinitionRefusedException([new("$", null, new("流程定义应当是一个 JSON 对象。", "A workflow definition is a JSON object."))]);
    }

    /// <summary>Every workflow that the definition uses as an activity, directly.</summary>
    public static IEnumerable<EmbeddedReference> References(JsonNode? node)
    {
        if (node is JsonArray list) return list.SelectMany(References);
        if (node is not JsonObject json) return [];
        var inner = json.Where(property => property.Value is JsonObject or JsonArray).SelectMany(property => References(property.Value));
        return Embedded(json) is { } reference ? inner.Prepend(reference) : inner;
    }

    internal static EmbeddedReference? Embedded(JsonObject activity) =>
        activity.ContainsKey("type") && WorkflowDefinition.Text(activity, "workflowDefinitionId") is { Length: > 0 } id
            ? new EmbeddedReference(id, WorkflowDefinition.Text(activity, "workflowDefinitionVersionId"),
                activity["version"] is JsonValue version && version.TryGetValue<int>(out var number) ? number : null)
            : null;
}
