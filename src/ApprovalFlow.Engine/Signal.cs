namespace ApprovalFlow.Engine;

/// <summary>What a signal asks of the engine. Stored; never renumber.</summary>
public enum SignalKind
{
    /// <summary>Begin an instance of a stored definition.</summary>
    Start = 1,

    /// <summary>Wake a waiting activity so that it looks at the facts again.</summary>
    Poke = 2,

    /// <summary>Cancel the instance and everything it waits for.</summary>
    Cancel = 3,

    /// <summary>Deliver a result to the activity that waits under a name: an event, a task, a child workflow.</summary>
    Message = 4,
}

/// <summary>
/// The only thing the product ever says to the engine, written in the same commit as the fact it follows. It may be
/// lost, late, doubled or simultaneous with others: the engine re-reads the facts, so the result is the same.
/// </summary>
public sealed class Signal
{
    private Signal() { }

    public Guid Id { get; private set; }
    public SignalKind Kind { get; private set; }
    public Guid InstanceId { get; private set; }

    /// <summary>For <see cref="SignalKind.Poke"/>: the activity's id in the definition; null wakes all that wait.</summary>
    public string? ActivityId { get; private set; }

    /// <summary>For <see cref="SignalKind.Start"/>: the version id of the stored definition.</summary>
    public string? DefinitionVersionId { get; private set; }

    /// <summary>For <see cref="SignalKind.Start"/>: workflow inputs as a JSON object. For <see cref="SignalKind.Message"/>: the result.</summary>
    public string? InputJson { get; private set; }

    /// <summary>For <see cref="SignalKind.Message"/>: the name that is waited for.</summary>
    public string? Name { get; private set; }

    /// <summary>For <see cref="SignalKind.Start"/> of a child workflow: whom it reports to, and when.</summary>
    public Guid? ParentInstanceId { get; private set; }
    public ChildReport ParentReport { get; private set; }

    /// <summary>Which nodes may take it; see <see cref="Lease"/>.</summary>
    public int Partition { get; private set; }

    /// <summary>For <see cref="SignalKind.Start"/>: the caller's own key for the instance.</summary>
    public string? CorrelationId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>How often processing failed, and when the next attempt may be made.</summary>
    public int Attempts { get; set; }
    public DateTimeOffset AvailableAt { get; set; }
    public string? LastError { get; set; }

    public static Signal Start(Guid instanceId, string definitionVersionId, string? correlationId, string? inputJson, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), Kind = SignalKind.Start, InstanceId = instanceId, Partition = Lease.PartitionOf(instanceId),
        DefinitionVersionId = definitionVersionId, CorrelationId = correlationId, InputJson = inputJson,
        CreatedAt = now, AvailableAt = now,
    };

    public static Signal Poke(Guid instanceId, string? activityId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), Kind = SignalKind.Poke, InstanceId = instanceId, Partition = Lease.PartitionOf(instanceId), ActivityId = activityId,
        CreatedAt = now, AvailableAt = now,
    };

    /// <summary>An event happened, a task was done: <paramref name="name"/> is the bookmark's name.</summary>
    public static Signal Message(Guid instanceId, string name, string? payloadJson, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), Kind = SignalKind.Message, InstanceId = instanceId, Partition = Lease.PartitionOf(instanceId),
        Name = name, InputJson = payloadJson, CreatedAt = now, AvailableAt = now,
    };

    internal static Signal StartChild(
        Guid instanceId, string versionId, string? correlationId, string? inputJson, Guid parentId, ChildReport report, DateTimeOffset now)
    {
        var signal = Start(instanceId, versionId, correlationId, inputJson, now);
        signal.ParentInstanceId = parentId;
        signal.ParentReport = report;
        return signal;
    }

    public static Signal Cancel(Guid instanceId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), Kind = SignalKind.Cancel, InstanceId = instanceId, Partition = Lease.PartitionOf(instanceId), CreatedAt = now, AvailableAt = now,
    };
}
