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

    /// <summary>For <see cref="SignalKind.Start"/>: workflow inputs as a JSON object, or null.</summary>
    public string? InputJson { get; private set; }

    /// <summary>For <see cref="SignalKind.Start"/>: the caller's own key for the instance.</summary>
    public string? CorrelationId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>How often processing failed, and when the next attempt may be made.</summary>
    public int Attempts { get; set; }
    public DateTimeOffset AvailableAt { get; set; }
    public string? LastError { get; set; }

    public static Signal Start(Guid instanceId, string definitionVersionId, string? correlationId, string? inputJson, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), Kind = SignalKind.Start, InstanceId = instanceId,
        DefinitionVersionId = definitionVersionId, CorrelationId = correlationId, InputJson = inputJson,
        CreatedAt = now, AvailableAt = now,
    };

    public static Signal Poke(Guid instanceId, string? activityId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), Kind = SignalKind.Poke, InstanceId = instanceId, ActivityId = activityId,
        CreatedAt = now, AvailableAt = now,
    };

    public static Signal Cancel(Guid instanceId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), Kind = SignalKind.Cancel, InstanceId = instanceId, CreatedAt = now, AvailableAt = now,
    };
}
