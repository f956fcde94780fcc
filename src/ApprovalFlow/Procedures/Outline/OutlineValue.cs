using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine;

namespace ApprovalFlow.Procedures.Outline;

/// <summary>
/// One setting as it stands in the drawing: its lines or choices, whether it was drawn or is the stage's default, and the
/// kind of expression where it is more than a value.
/// </summary>
public sealed record OutlineValue(InputDescriptor Input, IReadOnlyList<string> Values, bool IsDrawn, string? Expression)
{
    /// <summary>Several values, of a list of choices or one per line.</summary>
    public bool IsList => IsListInput(Input);

    public string Text => string.Join('\n', Values);

    internal static bool IsListInput(InputDescriptor input) => input.UiHint is "checklist" or "multitext";

    internal static OutlineValue Of(JsonObject activity, InputDescriptor input)
    {
        if (Setting(activity, input.Name) is not { } setting) return new(input, Split(input, input.Default), IsDrawn: false, null);
        var expression = setting["expression"] as JsonObject;
        var type = DraftJson.Text(expression?["type"]);
        return new(input, Split(input, expression?["value"]), IsDrawn: true, type is "Literal" or "Object" or "Json" or "" ? null : type);
    }

    /// <summary>Writes the values where they differ; an untouched default stays absent, what surrounds the value stays as it is.</summary>
    internal static void Write(JsonObject activity, InputDescriptor input, IReadOnlyList<string> values)
    {
        var now = Of(activity, input);
        if (now.Values.SequenceEqual(values, input.Type == "Boolean" ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal)) return;
        var text = IsListInput(input) ? JsonSerializer.Serialize(values, Readable) : values.Count == 0 ? "" : values[0];
        if (Setting(activity, input.Name) is not { } setting)
            activity[DrawingParts.Camel(input.Name)] = setting = DrawingParts.Literal(input.Type, text);
        if (setting["expression"] is not JsonObject expression) setting["expression"] = expression = [];
        if (now.Expression is null) expression["type"] = IsListInput(input) || input.Type == "Object" ? "Object" : "Literal";
        expression["value"] = text;
    }

    /// <summary>What a stage says, places left out: to see whether somebody else changed it meanwhile.</summary>
    internal static string Fingerprint(JsonObject activity)
    {
        var copy = activity.DeepClone().AsObject();
        (copy["metadata"] as JsonObject)?.Remove("designer");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(copy)!.ToJsonString())))[..32];
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static JsonObject? Setting(JsonObject activity, string name) =>
        activity.FirstOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value as JsonObject;

    private static IReadOnlyList<string> Split(InputDescriptor input, object? value)
    {
        if (value is null) return IsListInput(input) ? [] : [""];
        if (!IsListInput(input)) return [value is JsonNode node ? Raw(node) : Drawing.TextOf(value)];
        if (value is IEnumerable<string> list) return [.. list];
        if (value is not JsonNode json) return [Drawing.TextOf(value)];
        if (json is JsonValue && DraftJson.Text(json) is { Length: > 0 } text) json = Parse(text) ?? JsonValue.Create(text);
        return json is JsonArray items ? [.. items.Select(i => Raw(i!))] : Raw(json) is { Length: > 0 } one ? [one] : [];
    }

    private static string Raw(JsonNode? node) => node is JsonValue value ? value.ToString() : node?.ToJsonString() ?? "";

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
