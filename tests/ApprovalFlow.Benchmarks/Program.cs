using System.Globalization;
using System.Text.Json;
using ApprovalFlow.Benchmarks;
using Microsoft.EntityFrameworkCore;

// dotnet run -c Release --project tests/ApprovalFlow.Benchmarks [-- count [result.json]]
// PostgreSQL is measured too where APPROVALFLOW_TEST_POSTGRES holds a connection string (the database in it is dropped and made).
var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3000;
var file = args.Length > 1 ? args[1] : "benchmarks.json";
var folder = Directory.CreateTempSubdirectory("approvalflow-bench");
var all = new List<Measurement>();

var sqlite = await Subject.OpenAsync(
    "SQLite FULL", options => options.UseSqlite($"Data Source={Path.Combine(folder.FullName, "bench.db")}").AddInterceptors(new FullSync()), count);
all.AddRange(await sqlite.MeasureAsync([1, 4, 16]));
var stateBytes = await sqlite.StateBytesAsync();

if (Environment.GetEnvironmentVariable("APPROVALFLOW_TEST_POSTGRES") is { Length: > 0 } postgres)
{
    var subject = await Subject.OpenAsync("PostgreSQL", options => options.UseNpgsql(postgres), count);
    all.AddRange(await subject.MeasureAsync([1, 4, 16]));
}
else
{
    Console.WriteLine("PostgreSQL: not measured, APPROVALFLOW_TEST_POSTGRES is not set");
}

Console.WriteLine($"| database | what | callers | per second | p50 ms | p95 ms | p99 ms | CPU µs each | allocated bytes each |");
Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|---:|");
foreach (var m in all)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {m.Database} | {m.What} | {m.Callers} | {m.PerSecond:F0} | {m.P50Ms:F2} | {m.P95Ms:F2} | {m.P99Ms:F2} | {m.CpuMicrosecondsEach:F0} | {m.AllocatedBytesEach:N0} |"));
}

using var self = System.Diagnostics.Process.GetCurrentProcess();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"state of a waiting instance: {stateBytes} characters; peak memory {self.PeakWorkingSet64 / 1_000_000} MB; {Environment.ProcessorCount} cores"));
await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { stateBytes, cores = Environment.ProcessorCount, measurements = all }, new JsonSerializerOptions { WriteIndented = true }));
folder.Delete(recursive: true);
