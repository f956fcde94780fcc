using System.Globalization;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Web.Hosting;

namespace ApprovalFlow.Web.Demo;

/// <summary>
/// The product's clock in a demonstration: runs as fast as the machine's, but from another day, and can be moved forward.
/// How far it is ahead is kept in the data folder, so that a restart does not turn time back. Timers run on the machine's clock.
/// </summary>
public sealed class DemoClock : MovableClock
{
    private readonly string _file;
    private long _aheadTicks;

    public DemoClock(Folders folders)
    {
        _file = Path.Combine(folders.Data, "demo-clock");
        if (File.Exists(_file) && long.TryParse(File.ReadAllText(_file), CultureInfo.InvariantCulture, out var ticks)) _aheadTicks = ticks;
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _aheadTicks));

    /// <summary>Shows this instant from now on.</summary>
    public override void GoTo(DateTimeOffset instant)
    {
        var ahead = (instant - System.GetUtcNow()).Ticks;
        Interlocked.Exchange(ref _aheadTicks, ahead);
        File.WriteAllText(_file, ahead.ToString(CultureInfo.InvariantCulture));
    }
}
