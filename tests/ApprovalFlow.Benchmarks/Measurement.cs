namespace ApprovalFlow.Benchmarks;

/// <summary>One kind of work that is measured, e.g. "start"; the rows it writes name the floor it is compared with.</summary>
public sealed record Work(string Name, int Rows, bool IsFloor, Func<int, Task> RunAsync);

/// <summary>
/// One line of the table. Rates are medians over the rounds, latencies are of all rounds together; <paramref name="OfFloor"/>
/// is the median of what each round reached of the floor with as many rows that ran beside it.
/// </summary>
public sealed record Measurement(
    string Database, string What, int Callers, int Rounds, int Count, double PerSecond, double SlowestRound, double FastestRound,
    double P50Ms, double P95Ms, double P99Ms, double CpuMicrosecondsEach, double AllocatedBytesEach, double? OfFloor);

/// <summary>What one round of one kind of work took.</summary>
public sealed record Round(double PerSecond, double[] LatenciesMs, double CpuMicroseconds, double AllocatedBytes)
{
    /// <summary>Runs the work for the given numbers, divided among the callers, each doing one after the other.</summary>
    public static async Task<Round> TakeAsync(int callers, int first, int count, Func<int, Task> work)
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
                await work(first + i);
                latencies[i] = TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds;
            }
        })));
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new Round(count / seconds, latencies, cpu.TotalMicroseconds / count, (double)allocated / count);
    }
}

/// <summary>
/// Floors and engine in turn, round after round, so that whatever else the machine does falls on all of them alike.
/// </summary>
public sealed class Comparison(string database, int callers, int rounds, int perRound)
{
    public async Task<List<Measurement>> TakeAsync(IReadOnlyList<Work> works)
    {
        var taken = works.ToDictionary(w => w, _ => new List<Round>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var work in works) taken[work].Add(await Round.TakeAsync(callers, round * perRound, perRound, work.RunAsync));
        }

        return [.. works.Select(work => Sum(work, taken[work], Floor(work, taken)))];
    }

    private static List<Round>? Floor(Work work, Dictionary<Work, List<Round>> taken) =>
        work.IsFloor ? null : taken.Single(t => t.Key.IsFloor && t.Key.Rows == work.Rows).Value;

    private Measurement Sum(Work work, List<Round> own, List<Round>? floor)
    {
        var latencies = own.SelectMany(r => r.LatenciesMs).Order().ToArray();
        return new Measurement(
            database, work.Name, callers, rounds, latencies.Length,
            Median(own.Select(r => r.PerSecond)), own.Min(r => r.PerSecond), own.Max(r => r.PerSecond),
            latencies[latencies.Length / 2], latencies[latencies.Length * 95 / 100], latencies[latencies.Length * 99 / 100],
            Median(own.Select(r => r.CpuMicroseconds)), Median(own.Select(r => r.AllocatedBytes)),
            floor is null ? null : Median(own.Zip(floor, (mine, bare) => mine.PerSecond / bare.PerSecond)));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
