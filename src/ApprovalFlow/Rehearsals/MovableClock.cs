namespace ApprovalFlow.Rehearsals;

/// <summary>A clock that is moved forward instead of waited for.</summary>
public abstract class MovableClock : TimeProvider
{
    /// <summary>Shows this instant from now on; an earlier one than now is not gone back to.</summary>
    public abstract void GoTo(DateTimeOffset instant);
}

/// <summary>Stands still until it is moved, so that the same rehearsal happens at the same instants every time.</summary>
public sealed class StandingClock(DateTimeOffset start) : MovableClock
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now.ToUniversalTime();

    public override void GoTo(DateTimeOffset instant) => _now = instant > _now ? instant : _now;
}
