using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ApprovalFlow.Engine.Expressions;

namespace ApprovalFlow.Engine;

/// <summary>What an execution of an activity is doing between two steps.</summary>
internal enum ExecutionStatus
{
    /// <summary>A container with children at work.</summary>
    Running = 1,

    /// <summary>Scheduled in this step and not yet entered; never stored.</summary>
    Scheduled = 2,

    /// <summary>Waiting for a poke, a message or an instant.</summary>
    Waiting = 3,

    /// <summary>Stopped by an incident until an operator retries or skips.</summary>
    Faulted = 4,
}

/// <summary>What a waiting execution waits for. A poke always wakes it; a name or an instant may too.</summary>
internal sealed class Wait
{
    [JsonPropertyName("name")] public string? Name { get; set; }
    [JsonPropertyName("due")] public DateTimeOffset? Due { get; set; }
}

/// <summary>The part of a step that threw, so that it can be done again.</summary>
internal sealed class PendingFault
{
    [JsonPropertyName("incident")] public Guid Incident { get; set; }
    [JsonPropertyName("phase")] public Phase Phase { get; set; }
    [JsonPropertyName("payload")] public JsonNode? Payload { get; set; }
    [JsonPropertyName("child")] public string? Child { get; set; }
    [JsonPropertyName("childBackward")] public bool ChildBackward { get; set; }
    [JsonPropertyName("outcomes")] public string[]? Outcomes { get; set; }
}

/// <summary>What is asked of an execution.</summary>
internal enum Phase
{
    Enter = 1,
    Poke = 2,
    Message = 3,
    Due = 4,

    /// <summary>A child of a container has completed.</summary>
    Child = 5,
}

/// <summary>Joins are decided by counting: how often each activity was done, how often each arrow was passed.</summary>
internal sealed class FlowCounters
{
    [JsonPropertyName("visits")] public Dictionary<string, int> Visits { get; set; } = [];

    /// <summary>By the connection's index: passes, negative when the last pass was not followed.</summary>
    [JsonPropertyName("arrows")] public Dictionary<int, int> Arrows { get; set; } = [];

    /// <summary>Joins that have all they wait for, if a running loop does not bring more.</summary>
    [JsonPropertyName("deferred")] public HashSet<string> Deferred { get; set; } = [];

    /// <summary>Targets of followed arrows that are about to be decided.</summary>
    [JsonIgnore] public List<ActivityNode> Coming { get; } = [];

    public int VisitsOf(ActivityNode activity) => Visits.GetValueOrDefault(activity.Id);

    public void Visit(ActivityNode activity) => Visits[activity.Id] = VisitsOf(activity) + 1;

    /// <summary>Passed since its target was last done.</summary>
    public bool IsPending(Connection arrow) => Passes(arrow) > VisitsOf(arrow.Target);

    public bool LastFollowed(Connection arrow) => Arrows.GetValueOrDefault(arrow.Index) > 0;

    /// <summary>
    /// A pass that is pending is replaced, not added to: a branch that comes by twice counts once. A join that takes the
    /// first must also count those that come after it has fired, so that they are not taken for the next round.
    /// </summary>
    public void Pass(Connection arrow, bool followed, bool takesFirst)
    {
        var passes = IsPending(arrow) ? Passes(arrow) : takesFirst ? Passes(arrow) + 1 : VisitsOf(arrow.Target) + 1;
        Arrows[arrow.Index] = passes * (followed ? 1 : -1);
    }

    private int Passes(Connection arrow) => Math.Abs(Arrows.GetValueOrDefault(arrow.Index));
}

/// <summary>One running of one activity: the flow has entered it and has not left it yet.</summary>
internal sealed class Execution
{
    [JsonPropertyName("id")] public int Id { get; set; }
    [JsonPropertyName("activity")] public string Activity { get; set; } = "";
    [JsonPropertyName("parent")] public int ParentId { get; set; }
    [JsonPropertyName("round")] public int Round { get; set; }
    [JsonPropertyName("attempt")] public int Attempt { get; set; }
    [JsonPropertyName("status")] public ExecutionStatus Status { get; set; } = ExecutionStatus.Scheduled;
    [JsonPropertyName("wait")] public Wait? Wait { get; set; }
    [JsonPropertyName("variables")] public JsonObject? Variables { get; set; }
    [JsonPropertyName("state")] public JsonObject? State { get; set; }
    [JsonPropertyName("inputs")] public JsonObject? Inputs { get; set; }
    [JsonPropertyName("outputs")] public JsonObject? Outputs { get; set; }
    [JsonPropertyName("flow")] public FlowCounters? Flow { get; set; }
    [JsonPropertyName("faults")] public List<PendingFault>? Faults { get; set; }

    /// <summary>Entered over a backward connection: such a visit is not counted.</summary>
    [JsonPropertyName("backward")] public bool Backward { get; set; }

    [JsonIgnore] public ActivityNode Node { get; set; } = null!;
    [JsonIgnore] public Execution? Parent { get; set; }

    /// <summary>A WaitAny join behind this execution has fired: it may run, but it may not stay.</summary>
    [JsonIgnore] public ActivityNode? Superseded { get; set; }
}

/// <summary>
/// What an instance remembers: only what is pending. Written as JSON with names that people can read; see ADR 0012 for
/// how it relates to the definition and what a migration may rely on.
/// </summary>
internal sealed class InstanceState
{
    public const int CurrentFormat = 1;

    /// <summary>Chinese stays Chinese: half the bytes, and people can read it.</summary>
    internal static readonly InstanceStateJson Json = new(new JsonSerializerOptions(InstanceStateJson.Default.Options) { Encoder = Values.Readable });

    [JsonPropertyName("format")] public int Format { get; set; } = CurrentFormat;
    [JsonPropertyName("nextId")] public int NextId { get; set; } = 1;
    [JsonPropertyName("executions")] public List<Execution> Executions { get; set; } = [];

    /// <summary>How often each activity was entered.</summary>
    [JsonPropertyName("rounds")] public Dictionary<string, int> Rounds { get; set; } = [];

    /// <summary>The last outputs of activities that have outputs, by activity.</summary>
    [JsonPropertyName("activityOutputs")] public JsonObject? ActivityOutputs { get; set; }

    [JsonPropertyName("lastResult")] public JsonNode? LastResult { get; set; }

    /// <summary>The versions behind workflows used as activities, as they were when the instance started.</summary>
    [JsonPropertyName("embedded")] public Dictionary<string, string>? Embedded { get; set; }

    public string Write() => JsonSerializer.Serialize(this, Json.InstanceState);

    public static InstanceState Read(string json)
    {
        var state = JsonSerializer.Deserialize(json, Json.InstanceState)!;
        return state.Format == CurrentFormat ? state
            : throw new NotSupportedException($"State format {state.Format} is not known to this version of the engine.");
    }
}

[JsonSourceGenerationOptions(
    MaxDepth = 256, // a variable may be as deep as JSON may be by itself (64), and stands some levels down
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UseStringEnumConverter = true)]
[JsonSerializable(typeof(InstanceState))]
[JsonSerializable(typeof(List<JournalLine>))]
internal sealed partial class InstanceStateJson : JsonSerializerContext;
