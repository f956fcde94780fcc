namespace ApprovalFlow.Tests.Support;

/// <summary>A clock that moves only when told to. Its timers never ring: loops are run by their RunOnceAsync.</summary>
internal sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;

    public void GoTo(DateTimeOffset instant) => _now = instant;
}
