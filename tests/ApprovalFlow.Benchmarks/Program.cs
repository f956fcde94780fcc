using System.Globalization;
using System.Text.Json;
using ApprovalFlow.Benchmarks;
using Microsoft.EntityFrameworkCore;

// dotnet run -c Release --project tests/ApprovalFlow.Benchmarks [-- per-round [rounds [result.json]]]
// PostgreSQL is measured too where APPROVALFLOW_TEST_POSTGRES holds a connection string; a database "bench" is made there and dropped.
var perRound = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 250;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;
var file = args.Length > 2 ? args[2] : Path.Combine(Directory.CreateDirectory(".artifacts").FullName, "benchmarks.json");
int[] callers = [1, 4, 16];
const double ElsaStarts = 39, ElsaResumes = 56; // its best figures: Elsa 3.6, SQLite, two cores, one caller

var folder = Directory.CreateTempSubdirectory("approvalflow-bench");
var all = new List<Measurement>();
var stateBytes = 0;
await using (var sqlite = await Subject.OpenAsync(
    "SQLite FULL", options => options.UseSqlite($"Data Source={Path.Combine(folder.FullName, "bench.db")}").AddInterceptors(new FullSync())))
{
    foreach (var n in callers) all.AddRange(await sqlite.MeasureAsync(n, rounds, perRound));
    stateBytes = await sqlite.StateBytesAsync();
}

if (Environment.GetEnvironmentVariable("APPROVALFLOW_TEST_POSTGRES") is { Length: > 0 } server)
{
    var connection = new Npgsql.NpgsqlConnectionStringBuilder(server) { Database = "bench", MaxAutoPrepare = 100 }.ConnectionString;
    // The product has its statements prepared; its floor does here too.
    await using var postgres = await Subject.OpenAsync("PostgreSQL", options => options.UseNpgsql(connection));
    foreach (var n in callers) all.AddRange(await postgres.MeasureAsync(n, rounds, perRound));
    await postgres.DropAsync();
}
else
{
    Console.WriteLine("PostgreSQL: not measured, APPROVALFLOW_TEST_POSTGRES is not set");
}

Console.WriteLine("| database | what | callers | per second | of its floor | × Elsa | p50 ms | p95 ms | p99 ms | CPU µs | bytes allocated |");
Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
foreach (var m in all)
{
    double? elsa = m.OfFloor is null ? null : m.PerSecond / (m.What.StartsWith("start", StringComparison.Ordinal) ? ElsaStarts : ElsaResumes);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {m.Database} | {m.What} | {m.Callers} | {m.PerSecond:F0} | {m.OfFloor:P0} | {elsa:F0} | {m.P50Ms:F2} | {m.P95Ms:F2} | {m.P99Ms:F2} | {m.CpuMicrosecondsEach:F0} | {m.AllocatedBytesEach:N0} |"));
}

using var self = System.Diagnostics.Process.GetCurrentProcess();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"state of a waiting instance: {stateBytes} bytes; peak memory {self.PeakWorkingSet64 / 1_000_000} MB; {Environment.ProcessorCount} cores; {rounds} rounds of {perRound}"));
await File.WriteAllTextAsync(file, JsonSerializer.Serialize(
    new { at = TimeProvider.System.GetUtcNow(), cores = Environment.ProcessorCount, stateBytes, measurements = all }, new JsonSerializerOptions { WriteIndented = true }));
folder.Delete(recursive: true);
