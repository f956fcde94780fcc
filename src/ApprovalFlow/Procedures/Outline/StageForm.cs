using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine;

namespace ApprovalFlow.Procedures.Outline;

/// <summary>What is wrong with one field of a stage; the stage's own name is the field <see cref="StageName"/>.</summary>
public sealed record FieldProblem(string Field, Bilingual Text)
{
    public const string StageName = "stage-name";
}

/// <summary>What somebody typed into the form of one stage, checked against what its inputs may hold.</summary>
internal static class StageForm
{
    /// <summary>Writes into the activity; nothing, where a field is wrong. Inputs that were not sent stay as they are.</summary>
    public static IReadOnlyList<FieldProblem> Apply(
        JsonObject activity, ActivityDescriptor? descriptor, string name, IReadOnlyDictionary<string, IReadOnlyList<string>> typed)
    {
        var problems = new List<FieldProblem>();
        name = name.Trim();
        if (!StartDraft.IsName(name)) problems.Add(new(FieldProblem.StageName, new("请填写名称：不超过100字，不含尖括号。", "Give a name of at most 100 characters, without angle brackets.")));
        var values = new List<(InputDescriptor Input, IReadOnlyList<string> Values)>();
        foreach (var input in descriptor?.Inputs ?? [])
        {
            if (!typed.TryGetValue(input.Name, out var sent)) continue;
            var drawn = OutlineValue.Of(activity, input);
            var value = Clean(input, sent);
            if (drawn.Values.SequenceEqual(value, StringComparer.Ordinal)) continue;
            // Which boxes are ticked counts; their order is the page's.
            if (input.UiHint == "checklist" && drawn.Values.ToHashSet().SetEquals(value)) continue;
            if (Problem(input, value, drawn.Expression) is { } problem) problems.Add(new(input.Name, problem));
            else values.Add((input, value));
        }

        if (problems.Count > 0) return problems;
        if (activity["metadata"] is not JsonObject metadata) activity["metadata"] = metadata = [];
        if (Shown(activity) != name) metadata["displayText"] = name;
        foreach (var (input, value) in values) OutlineValue.Write(activity, input, value);
        return [];
    }

    /// <summary>The name as drawings show it.</summary>
    public static string Shown(JsonObject activity) =>
        DraftJson.Text((activity["metadata"] as JsonObject)?["displayText"]) is { Length: > 0 } text ? text : DraftJson.Text(activity["name"]);

    private static IReadOnlyList<string> Clean(InputDescriptor input, IReadOnlyList<string> sent)
    {
        if (input.UiHint == "multitext")
            return [.. sent.SelectMany(text => text.ReplaceLineEndings("\n").Split('\n')).Select(l => l.Trim()).Where(l => l.Length > 0)];
        if (input.UiHint == "checklist")
            return [.. sent.Where(s => s.Length > 0)];
        // A checkbox sends its hidden "false" first and, when set, "true" after it.
        if (input.Type == "Boolean") return [sent.Contains("true") ? "true" : "false"];
        var text = sent.Count == 0 ? "" : sent[^1];
        return [input.UiHint == "multiline" ? text.ReplaceLineEndings("\n").TrimEnd() : text.Trim()];
    }

    private static Bilingual? Problem(InputDescriptor input, IReadOnlyList<string> values, string? expression)
    {
        if (values.Any(v => v.Length > DraftJson.LongestText)) return new($"不能超过 {DraftJson.LongestText} 字。", $"At most {DraftJson.LongestText} characters.");
        if (expression is not null) return null;
        if (input.UiHint is "dropdown" or "checklist" && input.Options is { Count: > 0 } options && values.Any(v => options.All(o => o.Value != v)))
            return new("请从列出的选项中选择。", "Choose one of the options.");
        return input.Type is "Int32" or "Decimal" ? NumberProblem(input, values[0]) : null;
    }

    private static Bilingual? NumberProblem(InputDescriptor input, string text)
    {
        var style = input.Type == "Int32" ? NumberStyles.AllowLeadingSign : NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var (whole, wholeEn) = input.Type == "Int32" ? ("整数", "a whole number") : ("数字", "a number");
        var range = (input.Min, input.Max) switch
        {
            ({ } min, { } max) => ($"{min:0.##}至{max:0.##}的", $" from {min:0.##} to {max:0.##}"),
            ({ } min, null) => ($"不小于{min:0.##}的", $", {min:0.##} or more"),
            (null, { } max) => ($"不大于{max:0.##}的", $", {max:0.##} or less"),
            _ => ("", ""),
        };
        return decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number)
            && !(number < input.Min) && !(number > input.Max) && (input.Type != "Int32" || number is >= int.MinValue and <= int.MaxValue)
            ? null : new($"请填写{range.Item1}{whole}。", $"Enter {wholeEn}{range.Item2}.");
    }
}
