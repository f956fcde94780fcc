using System.CommandLine;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.CommandLine;

/// <summary>
/// <c>workflow run FILE</c>: runs a definition on a database that is thrown away and a clock that jumps to the next
/// timer. Prints what WriteLine writes and, last, the status; 0 only for Finished.
/// </summary>
internal static class WorkflowRun
{
    private const int MostJumps = 10_000;

    public static Command Describe()
    {
        var file = new Argument<FileInfo>("file") { Description = "Elsa 3 workflow definition (JSON)" };
        var also = new Option<FileInfo[]>("--also")
        {
            Description = "Definitions that the first one uses", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        var inputs = new Option<string[]>("--input")
        {
            Description = "Workflow inputs as name=value", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        var run = new Command("run", "Runs a definition to its end or to where it waits") { file, also, inputs };
        run.SetAction((parsed, ct) => RunAsync(
            parsed.GetRequiredValue(file), parsed.GetRequiredValue(also), parsed.GetRequiredValue(inputs), Console.Out, Console.Error, ct));
        return new Command("workflow", "Workflow definitions") { run };
    }

    internal static async Task<int> RunAsync(
        FileInfo file, FileInfo[] also, string[] inputs, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        var source = $"Data Source=run-{Guid.CreateVersion7():N};Mode=Memory;Cache=Shared";
        await using var anchor = new SqliteConnection(source);
        await anchor.OpenAsync(ct);
        var clock = new JumpingClock();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddDbContext<RunDb>(options => options.UseSqlite(source));
        services.AddEngine<RunDb>(configure: options => options.LineWritten = (_, line) => output.WriteLine(line));
        await using var provider = services.BuildServiceProvider();
        try
        {
            var versionId = await StoreAsync(provider, file, also, clock, ct);
            var id = await provider.GetRequiredService<WorkflowRuntime>().StartAsync(versionId, null, Read(inputs), ct);
            await RunToTheEndAsync(provider, clock, ct);
            return await ReportAsync(provider, id, output, errors, ct);
        }
        catch (Exception error) when (error is DefinitionRefusedException or IOException or UnauthorizedAccessException or FormatException)
        {
            await errors.WriteLineAsync(error.Message);
            return 2;
        }
    }

    private static async Task<string> StoreAsync(IServiceProvider services, FileInfo file, FileInfo[] also, TimeProvider clock, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RunDb>();
        await db.Database.EnsureCreatedAsync(ct);
        var start = "";
        foreach (var next in also.Append(file))
        {
            var stored = new StoredDefinition(DefinitionImport.Parse(await File.ReadAllTextAsync(next.FullName, ct)), isPublished: true, clock.GetUtcNow());
            db.Add(stored);
            start = stored.VersionId;
        }

        await db.SaveChangesAsync(ct);
        await CheckAsync(services.GetRequiredService<DefinitionLibrary>(), db, ct);
        return start;
    }

    /// <summary>None of them may surprise when it is reached.</summary>
    private static async Task CheckAsync(DefinitionLibrary library, RunDb db, CancellationToken ct)
    {
        var problems = new List<DefinitionProblem>();
        foreach (var definition in await db.Definitions.AsNoTracking().OrderBy(d => d.VersionId).ToListAsync(ct))
            problems.AddRange(await library.CheckAsync(db, definition.Json, ct));
        if (problems.Count > 0) throw new DefinitionRefusedException(problems);
    }

    private static async Task RunToTheEndAsync(IServiceProvider services, JumpingClock clock, CancellationToken ct)
    {
        var pump = services.GetRequiredService<SignalPump>();
        for (var jump = 0; jump < MostJumps; jump++)
        {
            await pump.RunOnceAsync(ct);
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<RunDb>();
            var timer = await db.Bookmarks.MinAsync(b => b.AvailableAt, ct);
            var signal = await db.Signals.MinAsync(s => (DateTimeOffset?)s.AvailableAt, ct);
            if ((timer ?? signal) is not { } due) return;
            clock.JumpTo(signal < due ? signal.Value : due);
        }
    }

    private static async Task<int> ReportAsync(IServiceProvider services, Guid id, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RunDb>();
        foreach (var incident in await db.Incidents.AsNoTracking().Where(i => i.Status == IncidentStatus.Open).OrderBy(i => i.OccurredAt).ToListAsync(ct))
            await errors.WriteLineAsync($"{incident.ActivityId}: {incident.Cause}");
        var status = (await db.Instances.AsNoTracking().SingleAsync(i => i.Id == id, ct)).Status;
        await output.WriteLineAsync($"status: {status}");
        return status is InstanceStatus.Finished ? 0 : 1;
    }

    private static JsonObject Read(string[] inputs)
    {
        var read = new JsonObject();
        foreach (var input in inputs)
        {
            var at = input.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw new FormatException($"'{input}' is not name=value.");
            read[input[..at].Trim()] = input[(at + 1)..].Trim();
        }

        return read;
    }

    /// <summary>The engine's tables and nothing else.</summary>
    private sealed class RunDb(DbContextOptions<RunDb> options) : EngineDb(options);

    private sealed class JumpingClock : TimeProvider
    {
        private DateTimeOffset _now = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => _now;

        public void JumpTo(DateTimeOffset later) => _now = later > _now ? later : _now;
    }
}
