using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.Stages;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Studio;

/// <summary>
/// Activities as the studio's toolbox and editors want them, in the reader's language: the stages in the order a competition
/// takes them, then what branches and waits. Everything else the engine runs is known, so that it can be shown, but not offered.
/// </summary>
internal sealed class ActivityShape(ActivityCatalog catalog, Texts texts)
{
    private const string Stages = "ApprovalFlow.";

    /// <summary>What an administrator may need between stages; the rest of the engine's own is for programs.</summary>
    private static readonly string[] Offered =
    [
        "Elsa.Start", "Elsa.End", "Elsa.FlowDecision", "Elsa.FlowSwitch", "Elsa.FlowFork", "Elsa.FlowJoin", "Elsa.Delay", "Elsa.StartAt",
        "Elsa.SetVariable",
    ];

    /// <summary>Activities that hold others: in the studio their ports are slots.</summary>
    private static readonly Dictionary<string, string[]> Slots = new(StringComparer.Ordinal)
    {
        ["Elsa.If"] = ["Then", "Else"], ["Elsa.While"] = ["Body"], ["Elsa.ForEach"] = ["Body"], ["Elsa.ParallelForEach"] = ["Body"],
    };

    public IReadOnlyList<JsonObject> All() =>
    [
        .. catalog.All.OrderBy(Place).Select(Of),
        new JsonObject
        {
            ["typeName"] = "Elsa.NotFoundActivity", ["namespace"] = "Elsa", ["name"] = "NotFoundActivity", ["version"] = 1, ["category"] = "System",
            ["displayName"] = texts["没有这种环节"], ["description"] = "", ["inputs"] = new JsonArray(), ["outputs"] = new JsonArray(), ["kind"] = "Action",
            ["ports"] = new JsonArray(), ["customProperties"] = new JsonObject(), ["constructionProperties"] = new JsonObject(),
            ["isContainer"] = false, ["isBrowsable"] = false, ["isStart"] = false, ["isTerminal"] = false,
        },
    ];

    private static int Place(ActivityDescriptor activity) =>
        IsStage(activity) && Enum.TryParse<StageKind>(activity.TypeName[Stages.Length..], out var stage) ? (int)stage
        : Array.IndexOf(Offered, activity.TypeName) is >= 0 and var place ? 100 + place
        : 1000;

    private static bool IsStage(ActivityDescriptor activity) => activity.TypeName.StartsWith(Stages, StringComparison.Ordinal);

    /// <summary>The studio sorts categories by their text: numbers keep the phases in the order of a competition.</summary>
    private string Category(ActivityDescriptor activity)
    {
        var phases = catalog.All.Where(IsStage).OrderBy(Place).Select(a => a.Category).Distinct().ToList();
        return IsStage(activity)
            ? texts["{0} {1}", phases.IndexOf(activity.Category) + 1, texts.Either(activity.Category)]
            : texts["{0} {1}", phases.Count + 1, texts["流程控制"]];
    }

    private JsonObject Of(ActivityDescriptor activity)
    {
        var type = activity.TypeName;
        var dot = type.LastIndexOf('.');
        return new JsonObject
        {
            ["typeName"] = type,
            ["namespace"] = type[..dot],
            ["name"] = type[(dot + 1)..],
            ["version"] = 1,
            ["category"] = Category(activity),
            ["displayName"] = texts.Either(activity.Name),
            ["description"] = texts.Either(activity.Help),
            ["inputs"] = new JsonArray([.. Inputs(activity)]),
            ["outputs"] = new JsonArray(),
            ["kind"] = "Action",
            ["ports"] = new JsonArray([.. Ports(activity)]),
            ["customProperties"] = new JsonObject(),
            ["constructionProperties"] = new JsonObject(),
            ["isContainer"] = type is "Elsa.Flowchart" or "Elsa.Sequence" or "Elsa.Workflow",
            ["isBrowsable"] = IsStage(activity) || Offered.Contains(type),
            ["isStart"] = type == "Elsa.Start",
            ["isTerminal"] = type is "Elsa.End" or "Elsa.Finish" or "Elsa.Complete",
        };
    }

    /// <summary>Of what branches by a list, the list makes the ports.</summary>
    private IEnumerable<JsonObject> Ports(ActivityDescriptor activity)
    {
        if (activity.TypeName is "Elsa.FlowSwitch" or "Elsa.FlowFork") return [];
        if (Slots.TryGetValue(activity.TypeName, out var slots)) return slots.Select(slot => Port(slot, slot, "Embedded"));
        return activity.Outcomes.Select(o => Port(o.Name, texts.Either(o.Label), "Flow"));
    }

    private static JsonObject Port(string name, string label, string kind) =>
        new() { ["name"] = name, ["displayName"] = label, ["type"] = kind, ["isBrowsable"] = true };

    private List<JsonObject> Inputs(ActivityDescriptor activity)
    {
        var inputs = activity.Inputs.Select((input, place) => Input(input, place)).ToList();
        if (activity.TypeName == "Elsa.FlowSwitch")
        {
            var cases = Input(new("Cases", "Object", new("", ""), new("", ""), UiHint: "flow-switch-editor"), -1);
            (cases["displayName"], cases["isWrapped"]) = (texts["分支条件"], false);
            inputs.Insert(0, cases);
        }

        foreach (var fork in inputs.Where(i => activity.TypeName == "Elsa.FlowFork")) fork["uiHint"] = "dynamic-outcomes";
        return inputs;
    }

    private JsonObject Input(InputDescriptor input, int place) => new()
    {
        ["name"] = input.Name,
        ["typeName"] = input.Type,
        ["displayName"] = texts.Either(input.Label),
        ["description"] = Help(input),
        ["order"] = place + 1,
        ["isBrowsable"] = true,
        ["isSynthetic"] = false,
        ["isWrapped"] = true,
        ["uiHint"] = input.UiHint,
        ["category"] = null,
        ["defaultValue"] = Default(input.Default),
        ["defaultSyntax"] = input.Type == "Object" ? "Object" : "Literal",
        ["isReadOnly"] = false,
        ["isSensitive"] = false,
        ["storageDriverType"] = null,
        ["uiSpecifications"] = Options(input),
    };

    /// <summary>The studio has no number editor: the bounds are said in words.</summary>
    private string Help(InputDescriptor input)
    {
        var help = texts.Either(input.Help);
        if (input is not { Type: "Int32" or "Decimal", Min: { } min, Max: { } max }) return help;
        var bounds = texts["{0} 至 {1}", min, max];
        return help.Length == 0 ? bounds : texts["{0}（{1}）", help, bounds];
    }

    private static JsonNode? Default(object? value) => value switch
    {
        null => null,
        string text => text,
        IEnumerable list => JsonSerializer.Serialize(list),
        _ => JsonSerializer.SerializeToNode(value),
    };

    private JsonObject? Options(InputDescriptor input)
    {
        if (input.Options is not { Count: > 0 } options) return null;
        var chosen = (input.Default as IEnumerable)?.OfType<string>().ToHashSet() ?? [];
        var items = new JsonArray([.. options.Select(o => new JsonObject { ["text"] = texts.Either(o.Text), ["value"] = o.Value })]);
        switch (input.UiHint)
        {
            case "checklist":
                foreach (var item in items.OfType<JsonObject>()) item["isChecked"] = chosen.Contains(item["value"]!.ToString());
                return new JsonObject { ["checklist"] = new JsonObject { ["checkList"] = new JsonObject { ["items"] = items } } };
            case "radiolist":
                return new JsonObject { ["radiolist"] = new JsonObject { ["radioList"] = new JsonObject { ["items"] = items } } };
            default:
                return new JsonObject { ["dropdown"] = new JsonObject { ["selectList"] = new JsonObject { ["items"] = items, ["isFlagsEnum"] = false } } };
        }
    }
}
