using System.Collections.Concurrent;

namespace ApprovalFlow.Web.Work;

/// <summary>When each loop of this process last came round, on the machine's clock.</summary>
public sealed class Heartbeats
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, long> _last = new(StringComparer.Ordinal);

    public void Beat(string loop) => _last[loop] = TimeProvider.System.GetTimestamp();

    /// <summary>Loops that have not come round for two minutes.</summary>
    public IReadOnlyList<string> Silent() =>
        [.. _last.Where(beat => TimeProvider.System.GetElapsedTime(beat.Value) > Patience).Select(beat => beat.Key).Order(StringComparer.Ordinal)];
}
