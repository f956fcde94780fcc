using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Expressions;

namespace ApprovalFlow.Engine;

/// <summary>
/// A variable as a definition declares it: scoped to the workflow or to the container that lists it. One that Elsa keeps
/// in memory (<paramref name="IsTransient"/>) has its default again after every wait; all others are stored.
/// </summary>
public sealed record VariableDeclaration(string Id, string Name, string TypeName, JsonNode? Default, bool IsTransient = false);

/// <summary>A workflow input or output as a definition declares it.</summary>
public sealed record ArgumentDeclaration(string Name, string TypeName, JsonNode? Default);

/// <summary>One branch of a Switch or FlowSwitch.</summary>
public sealed record CaseBranch(string Label, Expression Condition, ActivityNode? Activity);

/// <summary>Where the designer drew an activity.</summary>
public readonly record struct DesignerPosition(double X, double Y);

/// <summary>
/// An Elsa 3 workflow definition, read once and never changed: the JSON as it came (nothing is lost on export) and the
/// activities in it, linked with the definitions that it uses as activities. Shared by all instances and threads.
/// </summary>
public sealed class WorkflowDefinition
{
    internal WorkflowDefinition(JsonObject json)
    {
        Json = json;
        VersionId = Text(json, "id") ?? "";
        DefinitionId = Text(json, "definitionId") ?? VersionId;
        Name = Text(json, "name") ?? DefinitionId;
        Version = json["version"] is JsonValue version ? Values.To<int>(version) : 1;
        Variables = ReadVariables(json);
        Inputs = ReadArguments(json, "inputs");
        Outputs = ReadArguments(json, "outputs");
    }

    /// <summary>The definition as it was imported, with every field, used or not. Not to be changed.</summary>
    public JsonObject Json { get; }

    /// <summary>Elsa's <c>id</c>: one version of one definition.</summary>
    public string VersionId { get; }

    public string DefinitionId { get; }
    public string Name { get; }
    public int Version { get; }
    public IReadOnlyList<VariableDeclaration> Variables { get; }
    public IReadOnlyList<ArgumentDeclaration> Inputs { get; }
    public IReadOnlyList<ArgumentDeclaration> Outputs { get; }

    /// <summary>The workflow itself as the outermost activity; its only child is the definition's root.</summary>
    public ActivityNode Workflow { get; internal set; } = null!;

    /// <summary>Every activity by its key, those of embedded definitions included.</summary>
    public IReadOnlyDictionary<string, ActivityNode> Nodes { get; internal set; } = null!;

    /// <summary>Which version stands behind each workflow used as an activity, by that activity's key.</summary>
    public IReadOnlyDictionary<string, string> Embedded { get; internal set; } = null!;

    internal static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    internal static IReadOnlyList<VariableDeclaration> ReadVariables(JsonObject json) =>
        json["variables"] is not JsonArray list ? [] :
        [
            .. from variable in list.OfType<JsonObject>()
               let name = Text(variable, "name")
               where name is not null
               let type = Text(variable, "typeName") ?? "Object"
               let isArray = variable["isArray"] is JsonValue flag && Values.To<bool>(flag)
               select new VariableDeclaration(
                   Text(variable, "id") ?? name, name, isArray ? type + "[]" : type,
                   Values.Coerce(Initial(variable["value"]), isArray ? type + "[]" : type),
                   Text(variable, "storageDriverTypeName")?.Contains("MemoryStorageDriver", StringComparison.Ordinal) is true),
        ];

    private static JsonNode? Initial(JsonNode? value) =>
        value is JsonObject { Count: > 0 } wrapped && wrapped["expression"] is JsonObject expression ? expression["value"] : value;

    private static IReadOnlyList<ArgumentDeclaration> ReadArguments(JsonObject json, string property) =>
        json[property] is not JsonArray list ? [] :
        [
            .. from argument in list.OfType<JsonObject>()
               let name = Text(argument, "name")
               where name is not null
               select new ArgumentDeclaration(name, Text(argument, "type") ?? "Object", argument["defaultValue"]),
        ];
}

/// <summary>One activity of a definition with its settings read. Immutable and shared.</summary>
public sealed class ActivityNode
{
    /// <summary>
    /// The activity's id, prefixed with "outer:" for each workflow-as-activity around it, so that it is unique and
    /// stable for the life of the version. This is what <see cref="ActivityContext.ActivityId"/> shows.
    /// </summary>
    public required string Key { get; init; }

    public required string Id { get; init; }
    public required string Type { get; init; }

    /// <summary>Where the activity stands in the JSON, e.g. <c>$.root.activities[2]</c>.</summary>
    public required string Path { get; init; }

    public required JsonObject Json { get; init; }
    public required ActivityNode? Parent { get; init; }

    /// <summary>The definition in whose JSON this activity is written.</summary>
    public required WorkflowDefinition Definition { get; init; }

    public string? Name => WorkflowDefinition.Text(Json, "name");

    public string? DisplayText =>
        (Json["metadata"] as JsonObject)?["displayText"] is JsonValue text && text.TryGetValue<string>(out var shown) && shown.Length > 0
            ? shown
            : Name;

    public DesignerPosition? Position =>
        (Json["metadata"] as JsonObject)?["designer"] is JsonObject designer && designer["position"] is JsonObject position
            ? new DesignerPosition(Values.To<double>(position["x"]), Values.To<double>(position["y"]))
            : null;

    public IReadOnlyDictionary<string, Expression> Inputs { get; internal set; } = EmptyInputs;

    /// <summary>Outputs bound by the designer: output name to the id of a variable or the name of a workflow output.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; internal set; } = EmptyOutputs;

    public IReadOnlyList<VariableDeclaration> Variables { get; internal set; } = [];

    /// <summary>The activities of a Flowchart or Sequence, or the root of a workflow.</summary>
    public IReadOnlyList<ActivityNode> Children { get; internal set; } = [];

    /// <summary>Embedded activities by property: then, else, body, default.</summary>
    public IReadOnlyDictionary<string, ActivityNode> Ports { get; internal set; } = EmptyPorts;

    public IReadOnlyList<CaseBranch> Cases { get; internal set; } = [];

    /// <summary>Connections and their meaning; only for a Flowchart.</summary>
    public FlowGraph? Graph { get; internal set; }

    /// <summary>For the workflow itself and for workflows used as activities: the definition that runs inside.</summary>
    public WorkflowDefinition? Inner { get; internal set; }

    internal ActivityDescriptor? Descriptor { get; set; }

    /// <summary>The engine's own activities write nothing of the host's, so a throw of theirs needs no undoing.</summary>
    internal bool IsBuiltIn => Descriptor!.Implementation.IsSubclassOf(typeof(Activities.BuiltIn));

    /// <summary>Parses an enum-like literal setting; Elsa writes the member's name or its number.</summary>
    internal static T? Member<T>(string? text) where T : struct, Enum =>
        Enum.TryParse<T>(text?.Trim(), ignoreCase: true, out var member) && Enum.IsDefined(member) ? member : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key} ({Type})");

    private static readonly IReadOnlyDictionary<string, Expression> EmptyInputs = new Dictionary<string, Expression>();
    private static readonly IReadOnlyDictionary<string, string> EmptyOutputs = new Dictionary<string, string>();
    private static readonly IReadOnlyDictionary<string, ActivityNode> EmptyPorts = new Dictionary<string, ActivityNode>();
}
