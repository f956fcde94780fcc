namespace ApprovalFlow.Engine;

/// <summary>Where an instance stands. Stored; never renumber.</summary>
public enum InstanceStatus
{
    /// <summary>Waiting for signals or for time.</summary>
    Suspended = 1,

    /// <summary>The flow has come to its end.</summary>
    Finished = 2,

    /// <summary>At least one incident is open; what is not behind it goes on.</summary>
    Faulted = 3,

    /// <summary>Ended from outside.</summary>
    Cancelled = 4,
}

/// <summary>When a child workflow tells its parent. Stored; never renumber.</summary>
public enum ChildReport
{
    /// <summary>Never: the parent went on when it dispatched the child.</summary>
    None = 0,

    /// <summary>As soon as the child has run as far as it could, finished or not.</summary>
    WhenIdle = 1,

    /// <summary>When the child has ended.</summary>
    WhenEnded = 2,
}

/// <summary>
/// One running of a definition, pinned to the version it started with. <see cref="Revision"/> rises with every
/// commit and guards it: of two nodes that worked from the same revision, one commits and the other does its step again.
/// </summary>
public sealed class Instance
{
    private Instance() { }

    internal Instance(Guid id, string definitionVersionId, DateTimeOffset now)
    {
        Id = id;
        DefinitionVersionId = definitionVersionId;
        CreatedAt = UpdatedAt = now;
        Status = InstanceStatus.Suspended;
    }

    public Guid Id { get; private set; }
    public string DefinitionVersionId { get; private set; } = "";
    public string? CorrelationId { get; internal set; }
    public string? Name { get; internal set; }
    public InstanceStatus Status { get; internal set; }

    /// <summary>What is pending, as JSON; see <see cref="InstanceState"/>.</summary>
    public string State { get; internal set; } = "";

    /// <summary>The workflow's outputs as JSON, once it has finished.</summary>
    public string? OutputJson { get; internal set; }

    /// <summary>How many steps were committed; the fencing token.</summary>
    public int Revision { get; internal set; }

    public Guid? ParentInstanceId { get; internal set; }
    public ChildReport ParentReport { get; internal set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; internal set; }
    public DateTimeOffset? EndedAt { get; internal set; }

    public bool HasEnded => Status is InstanceStatus.Finished or InstanceStatus.Cancelled;
}
