namespace ApprovalFlow.Calendar;

/// <summary>What a new version of the calendar does to an open deadline.</summary>
public enum RecomputeOutcome
{
    Unchanged = 1,

    /// <summary>Applies by itself, and is announced.</summary>
    Lengthened = 2,

    /// <summary>Does not apply until somebody entitled has approved it: people rely on a published end.</summary>
    WouldShorten = 3,
}

/// <summary>An open deadline beside what the new calendar makes of it.</summary>
public sealed record Recompute(DateTimeOffset Was, DateTimeOffset Becomes)
{
    public RecomputeOutcome Outcome => Becomes.CompareTo(Was) switch
    {
        0 => RecomputeOutcome.Unchanged,
        > 0 => RecomputeOutcome.Lengthened,
        < 0 => RecomputeOutcome.WouldShorten,
    };

    /// <summary>What holds without anybody's approval: never earlier than before.</summary>
    public DateTimeOffset InForce => Outcome == RecomputeOutcome.Lengthened ? Becomes : Was;
}
