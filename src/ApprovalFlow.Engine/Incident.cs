namespace ApprovalFlow.Engine;

/// <summary>Where an incident stands. Stored; never renumber.</summary>
public enum IncidentStatus
{
    /// <summary>The execution stands still until somebody decides.</summary>
    Open = 1,

    /// <summary>It was done again; if it threw again there is a new incident.</summary>
    Retried = 2,

    /// <summary>An operator let the flow go on without it, with a reason.</summary>
    Skipped = 3,

    /// <summary>The instance ended meanwhile.</summary>
    Closed = 4,
}

/// <summary>An activity threw: what, where, when, and the data to judge it. The rest of the instance goes on.</summary>
public sealed class Incident
{
    private Incident() { }

    internal Incident(Guid instanceId, Execution execution, Exception cause, string? data, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        InstanceId = instanceId;
        ExecutionId = execution.Id;
        ActivityId = execution.Activity;
        ActivityType = execution.Node.Type;
        DisplayText = execution.Node.DisplayText;
        Round = execution.Round;
        Attempt = execution.Attempt;
        OccurredAt = now;
        Cause = Shorten($"{cause.GetType().Name}: {cause.Message}", 2000);
        Detail = Shorten(cause.ToString(), 8000);
        Data = data is null ? null : Shorten(data, 8000);
        Status = IncidentStatus.Open;
    }

    public Guid Id { get; private set; }
    public Guid InstanceId { get; private set; }
    public int ExecutionId { get; private set; }
    public string ActivityId { get; private set; } = "";
    public string ActivityType { get; private set; } = "";
    public string? DisplayText { get; private set; }
    public int Round { get; private set; }

    /// <summary>0 for the first try, 1 for the first retry.</summary>
    public int Attempt { get; private set; }

    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>Type and message of the exception.</summary>
    public string Cause { get; private set; } = "";

    /// <summary>The exception in full, for engineers.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>Variables in scope and the activity's settings as they stood, as JSON.</summary>
    public string? Data { get; private set; }

    public IncidentStatus Status { get; private set; }
    public DateTimeOffset? ResolvedAt { get; private set; }
    public string? ResolvedBy { get; private set; }
    public string? Reason { get; private set; }

    internal void Resolve(IncidentStatus status, string? by, string? reason, DateTimeOffset now)
    {
        Status = status;
        ResolvedBy = by;
        Reason = reason is null ? null : Shorten(reason, 2000);
        ResolvedAt = now;
    }

    internal static string Shorten(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
