using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine;

namespace ApprovalFlow.Procedures;

/// <summary>
/// Designers type numbers as texts, and nothing there measures them: every written value of a known activity is held here
/// against its setting, and what is wrong is said with the field's name. Computed values are the engine's business.
/// </summary>
public static class SettingProblems
{
    public static IReadOnlyList<DefinitionProblem> Of(JsonObject definition, ActivityCatalog catalog)
    {
        var problems = new List<DefinitionProblem>();
        foreach (var activity in (DraftJson.Flowchart(definition)?["activities"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (catalog.Find(Text(activity["type"]) ?? "") is not { } descriptor) continue;
            foreach (var input in descriptor.Inputs)
            {
                var name = JsonNamingPolicy.CamelCase.ConvertName(input.Name);
                if (activity[name] is { } setting && Problem(input, setting) is { } problem)
                    problems.Add(new("$.root." + name, Text(activity["id"]), problem));
            }
        }

        return problems;
    }

    private static Bilingual? Problem(InputDescriptor input, JsonNode setting)
    {
        if (setting is not JsonObject wrapped || wrapped["expression"] is not JsonObject expression)
            return input.UiHint is "variable-picker" || input.Type == "Object" ? null : Says(input, "的写法不对", "is not written as a setting");
        return Text(expression["type"]) switch
        {
            "Literal" => Literal(input, Text(expression["value"])),
            "Object" or "Json" => List(input, expression["value"]),
            _ => null,
        };
    }

    /// <summary>An emptied field is one that was never filled in: the stage's own default holds.</summary>
    private static Bilingual? Literal(InputDescriptor input, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return input.Type switch
        {
            "Int32" or "Decimal" => Number(input, text),
            "Boolean" => bool.TryParse(text, out _) ? null : Says(input, "应当是“是”或“否”", "is yes or no"),
            _ when input.UiHint is "dropdown" or "radiolist" => Option(input, text),
            _ => null,
        };
    }

    private static Bilingual? Number(InputDescriptor input, string text)
    {
        var whole = input.Type == "Int32";
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || (whole && number != decimal.Truncate(number)))
        {
            return whole ? Says(input, "应当是整数", "is a whole number") : Says(input, "应当是数字", "is a number");
        }

        if (number >= (input.Min ?? decimal.MinValue) && number <= (input.Max ?? decimal.MaxValue)) return null;
        var (min, max) = (input.Min ?? int.MinValue, input.Max ?? int.MaxValue);
        return Says(input,
            string.Create(CultureInfo.InvariantCulture, $"应当在 {min:0.##} 到 {max:0.##} 之间"),
            string.Create(CultureInfo.InvariantCulture, $"is between {min:0.##} and {max:0.##}"));
    }

    private static Bilingual? Option(InputDescriptor input, string text) =>
        input.Options is not { Count: > 0 } options || options.Any(o => o.Value.Equals(text, StringComparison.OrdinalIgnoreCase))
            ? null : Says(input, "没有这个选项", "has no such choice");

    private static Bilingual? List(InputDescriptor input, JsonNode? value)
    {
        if (input.UiHint != "checklist") return null;
        try
        {
            var list = value is JsonArray array ? array : Text(value) is { Length: > 0 } text ? JsonNode.Parse(text) as JsonArray : [];
            return list is not null && list.All(item => Text(item) is { } one && Option(input, one) is null)
                ? null : Says(input, "没有这个选项", "has no such choice");
        }
        catch (JsonException)
        {
            return Says(input, "应当是一个列表", "is a list");
        }
    }

    private static Bilingual Says(InputDescriptor input, string zh, string en) => new($"“{input.Label.Zh}”{zh}。", $"\"{input.Label.En}\" {en}.");

    private static string? Text(JsonNode? node) => node is JsonValue value ? value.ToString() : null;
}
