using System.Text.Json.Nodes;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures;

/// <summary>The JSON of activities and arrows, written exactly as the designer writes it.</summary>
internal static class DrawingParts
{
    public const string Start = "Elsa.Start";
    public const string End = "Elsa.End";
    public const double Width = 200, Height = 54;

    public static string TypeOf(StageKind stage) => "ApprovalFlow." + stage;

    public static JsonObject Activity(JsonObject flowchart, string id, string type, string displayText, double x, double y) => new()
    {
        ["id"] = id,
        ["nodeId"] = $"Workflow1:{DraftJson.Text(flowchart["id"])}:{id}",
        ["name"] = id,
        ["type"] = type,
        ["version"] = 1,
        ["customProperties"] = new JsonObject { ["canStartWorkflow"] = type == Start, ["runAsynchronously"] = false },
        ["metadata"] = new JsonObject
        {
            ["displayText"] = displayText,
            ["designer"] = new JsonObject
            {
                ["position"] = new JsonObject { ["x"] = x, ["y"] = y },
                ["size"] = new JsonObject { ["width"] = Width, ["height"] = Height },
            },
        },
    };

    public static JsonObject Connection(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        ["vertices"] = new JsonArray(),
    };

    /// <summary>A setting as Elsa wraps it: texts as literals, lists as JSON in a text.</summary>
    public static JsonObject Literal(string type, string value) => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject { ["type"] = type == "Object" ? "Object" : "Literal", ["value"] = value },
    };

    /// <summary>In the camel case of Elsa's JSON.</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
