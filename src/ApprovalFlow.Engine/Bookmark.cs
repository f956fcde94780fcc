namespace ApprovalFlow.Engine;

/// <summary>
/// The place where an instance waits: for a poke, for a message by <see cref="Name"/> (an event, a task, a child
/// workflow), for <see cref="DueAt"/>. One row for each waiting execution, gone in the commit that moves on.
/// </summary>
public sealed class Bookmark
{
    private Bookmark() { }

    internal Bookmark(Guid instanceId, int executionId)
    {
        InstanceId = instanceId;
        ExecutionId = executionId;
        Partition = Lease.PartitionOf(instanceId);
    }

    public Guid InstanceId { get; private set; }
    public int ExecutionId { get; private set; }
    public string ActivityId { get; internal set; } = "";
    public int Round { get; internal set; }
    public string? Name { get; internal set; }

    /// <summary>The instant for which it was scheduled; processing may be later, this stays.</summary>
    public DateTimeOffset? DueAt { get; internal set; }

    /// <summary>When the pump looks at it: <see cref="DueAt"/>, later after failed attempts.</summary>
    public DateTimeOffset? AvailableAt { get; set; }

    public int Partition { get; private set; }
    public int Attempts { get; set; }
    public string? LastError { get; set; }
}
