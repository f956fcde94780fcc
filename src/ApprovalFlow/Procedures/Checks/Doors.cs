using ApprovalFlow.Engine;
using ApprovalFlow.Engine.Expressions;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>What an activity's kind and settings say of its ways in and out.</summary>
internal static class Doors
{
    public static StageKind? StageOf(ActivityNode node)
    {
        const string Prefix = "ApprovalFlow.";
        return node.Type.StartsWith(Prefix, StringComparison.Ordinal) && Enum.TryParse<StageKind>(node.Type[Prefix.Length..], out var kind) ? kind : null;
    }

    public static List<string> Outcomes(ActivityNode complete) => Written(complete, "outcomes") is { Count: > 0 } outcomes ? outcomes : ["Done"];

    public static (Choice, List<string>) PortsOf(ActivityNode node) => node.Type switch
    {
        "Elsa.FlowDecision" => (Choice.One, ["True", "False"]),
        "Elsa.FlowSwitch" => (SwitchChoice(node), [.. node.Cases.Select(c => c.Label).Append("Default").Distinct()]),
        "Elsa.FlowFork" => (Choice.All, Written(node, "branches") ?? Drawn(node)),
        "Elsa.RunJavaScript" => (Choice.One, [.. Drawn(node).Append("Done").Distinct()]),
        _ when StageCatalog.All.FirstOrDefault(d => d.TypeName == node.Type) is { } stage => (Choice.One, [.. stage.Outcomes.Select(o => o.Name)]),
        _ => (Choice.One, ["Done"]),
    };

    private static List<string> Drawn(ActivityNode node) =>
        node.Parent?.Graph is { } graph ? [.. graph.Outbound(node).Select(c => c.Port).Distinct()] : [];

    private static List<string>? Written(ActivityNode node, string input) =>
        node.Inputs.TryGetValue(input, out var expression) && expression.Kind is ExpressionKind.Literal or ExpressionKind.Json ? Settings.List(expression.Value) : null;

    public static Choice SwitchChoice(ActivityNode node) =>
        node.Inputs.TryGetValue("mode", out var mode) && Settings.Text(mode.Value) is "MatchAny" or "1" ? Choice.Any : Choice.One;

    public static Entry JoinOf(ActivityNode node) =>
        (node.Inputs.TryGetValue("mode", out var mode) ? Settings.Text(mode.Value) : "") switch
        {
            "WaitAll" or "0" => Entry.All,
            "WaitAllActive" or "2" => Entry.AllActive,
            _ => Entry.Any,
        };
}
