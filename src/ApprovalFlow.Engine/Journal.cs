using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApprovalFlow.Engine;

/// <summary>What happened to an activity in a step.</summary>
public enum JournalEvent
{
    Started = 1, Done = 2, Waiting = 3, Woken = 4, Skipped = 5, Cancelled = 6, Faulted = 7, Retried = 8, SkippedByOperator = 9,
    Finished = 10, InstanceCancelled = 11,
}

/// <summary>One line of the journal. <paramref name="ScheduledFor"/> is the instant a timer was set for.</summary>
public sealed record JournalLine(
    [property: JsonPropertyName("event")] JournalEvent Event,
    [property: JsonPropertyName("activity")] string ActivityId,
    [property: JsonPropertyName("round")] int Round,
    [property: JsonPropertyName("outcomes")] IReadOnlyList<string>? Outcomes = null,
    [property: JsonPropertyName("text")] string? Text = null,
    [property: JsonPropertyName("scheduledFor")] DateTimeOffset? ScheduledFor = null);

/// <summary>What one commit did to an instance: one row for each step, never changed.</summary>
public sealed class JournalStep
{
    private JournalStep() { }

    internal JournalStep(Guid instanceId, int step, DateTimeOffset at, List<JournalLine> lines)
    {
        InstanceId = instanceId;
        Step = step;
        At = at;
        Lines = JsonSerializer.Serialize(lines, InstanceState.Json.ListJournalLine);
    }

    public Guid InstanceId { get; private set; }

    /// <summary>The instance's revision after this commit.</summary>
    public int Step { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>JSON of <see cref="JournalLine"/>s, in order.</summary>
    public string Lines { get; private set; } = "";

    public IReadOnlyList<JournalLine> Read() => JsonSerializer.Deserialize(Lines, InstanceState.Json.ListJournalLine)!;
}
