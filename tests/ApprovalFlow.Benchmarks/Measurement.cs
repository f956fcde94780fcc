namespace ApprovalFlow.Benchmarks;

/// <summary>One line of the table: so many of one thing, by so many callers.</summary>
public sealed record Measurement(
    string Database, string What, int Callers, int Count, double PerSecond, double P50Ms, double P95Ms, double P99Ms, double CpuMicrosecondsEach, long AllocatedBytesEach)
{
    /// <summary>Runs the work <paramref name="count"/> times, divided among the callers, each doing one after the other.</summary>
    public static async Task<Measurement> TakeAsync(string database, string what, int callers, int count, Func<int, Task> work)
    {
        var latencies = new double[count];
        var next = -1;
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var begun = TimeProvider.System.GetTimestamp();
                await work(i);
                latencies[i] = TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds;
            }
        })));
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Array.Sort(latencies);
        return new Measurement(database, what, callers, count, count / seconds,
            latencies[count / 2], latencies[count * 95 / 100], latencies[count * 99 / 100], cpu.TotalMicroseconds / count, allocated / count);
    }
}
