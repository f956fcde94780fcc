using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.Engine.Expressions;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>Settings of an activity as they stand in the drawing: what was written, else the default of its type.</summary>
internal static class Settings
{
    public static InputDescriptor? Describe(ActivityNode node, string name) =>
        StageCatalog.All.FirstOrDefault(d => d.TypeName == node.Type)?.Inputs.FirstOrDefault(i => i.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The value in force as text; null where a script or variable would compute it.</summary>
    public static string? Of(ActivityNode node, string name)
    {
        if (node.Inputs.TryGetValue(name, out var expression))
        {
            if (expression.Kind is not (ExpressionKind.Literal or ExpressionKind.Json)) return null;
            if (Text(expression.Value) is { Length: > 0 } written) return written; // empty means the default, as it does when it runs
        }

        return Describe(node, name)?.Default is { } fallback ? Drawing.TextOf(fallback) : "";
    }

    public static decimal? Number(ActivityNode node, string name) => Number(Of(node, name));

    public static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    /// <summary>A share such as 2/3, 0.67 or 67%; null where it is none.</summary>
    public static (decimal Part, decimal Whole)? Share(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Trim().EndsWith('%')) return Number(text.Trim()[..^1]) is { } percent ? (percent, 100) : null;
        var parts = text.Split('/', StringSplitOptions.TrimEntries);
        return parts.Length switch
        {
            1 when Number(parts[0]) is { } number => (number, 1),
            2 when Number(parts[0]) is { } part && Number(parts[1]) is { } whole and > 0 => (part, whole),
            _ => null,
        };
    }

    public static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };

    /// <summary>A list, which the studio may have written as text; null where it is none.</summary>
    public static List<string>? List(JsonNode? node)
    {
        if (node is JsonArray array) return [.. array.Select(Text)];
        if (Text(node) is not { Length: > 0 } text) return [];
        if (!text.TrimStart().StartsWith('[')) return [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        try
        {
            return JsonNode.Parse(text) is JsonArray inner ? [.. inner.Select(Text)] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
