namespace ApprovalFlow.Calendar;

/// <summary>
/// The one clock face of the product: Asia/Shanghai, +08:00, no daylight saving. A deadline is the last instant that
/// counts, inclusive; a day ends at 24:00, stored as its last microsecond.
/// </summary>
public static class ChinaTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The same instant, read on a clock in China.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) => instant.ToOffset(Offset);

    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Of(instant).DateTime);

    public static TimeOnly TimeOf(DateTimeOffset instant) => TimeOnly.FromDateTime(Of(instant).DateTime);

    public static DateTimeOffset At(DateOnly date, TimeOnly time) => new(date.ToDateTime(time), Offset);

    public static DateTimeOffset StartOf(DateOnly date) => At(date, TimeOnly.MinValue);

    /// <summary>
    /// The last instant of the day, inclusive: 23:59:59.999999. A microsecond, not a tick, before midnight: PostgreSQL
    /// keeps no finer instant, and a deadline must be equal to itself after it was stored.
    /// </summary>
    public static DateTimeOffset EndOf(DateOnly date) => StartOf(date.AddDays(1)).AddMicroseconds(-1);
}
