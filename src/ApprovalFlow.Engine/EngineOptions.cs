namespace ApprovalFlow.Engine;

/// <summary>What a host may set.</summary>
public sealed class EngineOptions
{
    /// <summary>Names this node among those that share the database. The same after a restart, so that it takes up its own leases at once.</summary>
    public string NodeId { get; set; } = Environment.MachineName;

    /// <summary>How long a lease lasts. A dead node's work is taken over after this and one round of the pump.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often instances that wait for a signal are poked without one, in case it was lost.</summary>
    public TimeSpan LookAgain { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Commits under way at once in this process; null: one on SQLite, which has one writer, else four.</summary>
    public int? Lanes { get; set; }

    /// <summary>How many steps may share one commit when callers are many.</summary>
    public int LargestBatch { get; set; } = 64;

    /// <summary>An instance that runs more activities than this without waiting is going round in circles.</summary>
    public int LongestStep { get; set; } = 20_000;

    /// <summary>How often a step is tried again at once when another commit came first.</summary>
    public int Retries { get; set; } = 12;

    /// <summary>The time zone of Date in scripts.</summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Told each WriteLine's text, after its step was committed.</summary>
    public Action<Guid, string>? LineWritten { get; set; }

    /// <summary>Told at named points of a step; tests stop or kill the process there.</summary>
    public Action<string>? CommitPoint { get; set; }
}
