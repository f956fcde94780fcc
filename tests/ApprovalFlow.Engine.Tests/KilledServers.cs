using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Host;
using ApprovalFlow.Engine.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using Duty = ApprovalFlow.Engine.Host.Duty;
using DutyActivity = ApprovalFlow.Engine.Host.DutyActivity;

namespace ApprovalFlow.Engine.Tests;

/// <summary>Runs where a PostgreSQL is named, and is reported as skipped elsewhere.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public static readonly string? Connection = Environment.GetEnvironmentVariable("APPROVALFLOW_TEST_POSTGRES");

    public PostgresFactAttribute()
    {
        if (string.IsNullOrEmpty(Connection)) Skip = "APPROVALFLOW_TEST_POSTGRES is not set";
    }
}

/// <summary>
/// Server processes are killed with SIGKILL, at random instants and at every named point of a commit, and started
/// again, while competitions go on. In the end everything is as in a run without a kill.
/// 20 kills; 200 in the soak run (APPROVALFLOW_TEST_SOAK), or as many as APPROVALFLOW_KILLS says.
/// </summary>
public sealed class KilledServers(ITestOutputHelper output)
{
    private static readonly int Kills =
        Environment.GetEnvironmentVariable("APPROVALFLOW_KILLS") is { Length: > 0 } n ? int.Parse(n, CultureInfo.InvariantCulture)
        : Environment.GetEnvironmentVariable("APPROVALFLOW_TEST_SOAK") is { Length: > 0 } ? 200 : 20;

    [Fact]
    public async Task One_node_on_sqlite_loses_nothing_and_does_nothing_twice()
    {
        var folder = Directory.CreateTempSubdirectory("killed");
        try
        {
            await new Ordeal("sqlite", $"Data Source={Path.Combine(folder.FullName, "killed.db")}", ["one"], output).RunAsync(Kills);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [PostgresFact]
    public async Task Two_nodes_on_postgresql_lose_nothing_and_do_nothing_twice()
    {
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(PostgresFactAttribute.Connection) { Database = $"killed_{Guid.CreateVersion7():N}" };
        await new Ordeal("postgres", connection.ConnectionString, ["one", "two"], output).RunAsync(Kills);
    }

    /// <summary>Competitions are driven while servers die, until enough have died; then all must come to their end.</summary>
    private sealed class Ordeal
    {
        private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(60);
        private readonly string _provider;
        private readonly string _connection;
        private readonly ITestOutputHelper _output;
        private readonly Random _random = new(20261123);
        private readonly Dictionary<string, ServerProcess?> _nodes;
        private readonly List<Guid> _started = [];
        private readonly Dictionary<Guid, string> _acknowledged = [];
        private int _kills;

        public Ordeal(string provider, string connection, string[] nodes, ITestOutputHelper output)
        {
            (_provider, _connection, _output) = (provider, connection, output);
            _nodes = nodes.ToDictionary(n => n, _ => (ServerProcess?)null);
        }

        public async Task RunAsync(int kills)
        {
            await using (var db = Open())
            {
                await db.Database.EnsureCreatedAsync();
                db.Add(new StoredDefinition(Competition(), isPublished: true, TimeProvider.System.GetUtcNow()));
                await db.SaveChangesAsync();
            }

            try
            {
                while (_kills < kills) await LifeAsync(kills);
                await FinishAsync();
            }
            finally
            {
                foreach (var node in _nodes.Values) node?.Dispose();
            }

            await CompareAsync();
            await using var last = Open();
            await last.Database.EnsureDeletedAsync();
        }

        /// <summary>One node lives, works, and dies: in turn by a named point and at a random instant.</summary>
        private async Task LifeAsync(int kills)
        {
            var node = _nodes.Keys.ElementAt(_kills % _nodes.Count);
            var point = KillSwitch.Points[_kills / 2 % KillSwitch.Points.Count];
            var order = _kills % 2 == 0 ? $"{point}:{_random.Next(1, 12)}" : "";
            _nodes[node]?.Dispose();
            var server = _nodes[node] = new ServerProcess(_provider, _connection, node, order);
            var alive = await server.IsReadyAsync();
            var dies = TimeProvider.System.GetTimestamp();
            var lifetime = TimeSpan.FromMilliseconds(order.Length > 0 ? 20_000 : _random.Next(50, 1200));
            while (alive && !server.HasExited && TimeProvider.System.GetElapsedTime(dies) < lifetime)
            {
                if (_started.Count < 3 + kills) await StartAsync(server);
                foreach (var duty in await OpenDutiesAsync(6)) alive = alive && await DecideAsync(server, duty);
            }

            server.Kill();
            await server.GoneAsync();
            _kills++;
        }

        private async Task StartAsync(ServerProcess server)
        {
            var id = Guid.CreateVersion7();
            if (await server.AskAsync($"start {id}")) _started.Add(id);
        }

        private async Task<bool> DecideAsync(ServerProcess server, Duty duty)
        {
            // The vote fails in the first round, so that every competition goes round once.
            var verdict = duty is { ActivityId: "vote", Round: 1 } ? "Rejected" : "Approved";
            if (!await server.AskAsync($"decide {duty.Id} {verdict}")) return false;
            _acknowledged[duty.Id] = verdict;
            return true;
        }

        private async Task FinishAsync()
        {
            foreach (var name in _nodes.Keys.ToList())
            {
                _nodes[name]?.Dispose();
                _nodes[name] = new ServerProcess(_provider, _connection, name);
                Assert.True(await _nodes[name]!.IsReadyAsync());
            }

            var server = _nodes.Values.First()!;
            var last = TimeProvider.System.GetTimestamp();
            var open = int.MaxValue;
            while (open > 0)
            {
                foreach (var duty in await OpenDutiesAsync(100)) Assert.True(await DecideAsync(server, duty));
                await using var db = Open();
                var now = await db.Instances.CountAsync(i => i.Status != InstanceStatus.Finished) + await db.Signals.CountAsync();
                if (now < open) last = TimeProvider.System.GetTimestamp();
                open = now;
                Assert.True(TimeProvider.System.GetElapsedTime(last) < Stuck, $"{open} instances or signals have not moved for {Stuck}");
            }
        }

        private async Task CompareAsync()
        {
            await using var db = Open();
            var instances = await db.Instances.AsNoTracking().ToListAsync();
            _output.WriteLine($"{_kills} kills, {instances.Count} competitions, {_acknowledged.Count} acknowledged decisions");
            Assert.Empty(_started.Except(instances.Select(i => i.Id)));
            Assert.Empty(await db.Bookmarks.ToListAsync());
            Assert.Empty(await db.Incidents.ToListAsync());

            var duties = (await db.Duties.AsNoTracking().ToListAsync()).ToDictionary(d => d.Id);
            foreach (var (id, verdict) in _acknowledged) Assert.Equal(verdict, duties[id].Verdict);

            var undisturbed = await UndisturbedAsync();
            var journal = (await db.Journal.AsNoTracking().ToListAsync()).ToLookup(j => j.InstanceId);
            var mails = (await db.Mails.AsNoTracking().ToListAsync()).ToLookup(m => m.InstanceId, m => m.Subject);
            foreach (var instance in instances)
            {
                Assert.Equal(undisturbed.Transitions, Transitions(journal[instance.Id]));
                Assert.Equal(undisturbed.Mails, mails[instance.Id].Order());
                Assert.Equal(undisturbed.Duties, duties.Values.Where(d => d.InstanceId == instance.Id).Select(d => $"{d.ActivityId} {d.Round} {d.Verdict}").Order());
            }
        }

        /// <summary>The same competition in this process, with nobody killing.</summary>
        private async Task<(List<string> Transitions, List<string> Mails, List<string> Duties)> UndisturbedAsync()
        {
            var services = new ServiceCollection();
            services.AddDbContext<HostDb>(options => HostDb.Configure(options, _provider, _connection));
            services.AddEngine<HostDb>(catalog => catalog.Add(DutyActivity.Descriptor));
            await using var provider = services.BuildServiceProvider();
            var runtime = provider.GetRequiredService<WorkflowRuntime>();
            var id = await runtime.StartAsync("competition-v1", null, null, default);
            while (await runtime.PokeAsync(id, null, default) is not InstanceStatus.Finished)
            {
                await using var db = Open();
                foreach (var duty in await db.Duties.Where(d => d.InstanceId == id && d.Verdict == null).ToListAsync())
                    duty.Verdict = duty is { ActivityId: "vote", Round: 1 } ? "Rejected" : "Approved";
                await db.SaveChangesAsync();
            }

            await using var end = Open();
            return (
                Transitions(await end.Journal.Where(j => j.InstanceId == id).ToListAsync()),
                [.. (await end.Mails.Where(m => m.InstanceId == id).Select(m => m.Subject).ToListAsync()).Order()],
                [.. (await end.Duties.Where(d => d.InstanceId == id).ToListAsync()).Select(d => $"{d.ActivityId} {d.Round} {d.Verdict}").Order()]);
        }

        private static List<string> Transitions(IEnumerable<JournalStep> steps) =>
            [.. steps.SelectMany(s => s.Read())
                .Where(line => line.Event is JournalEvent.Started or JournalEvent.Done or JournalEvent.Skipped or JournalEvent.Finished or JournalEvent.Waiting)
                .Select(line => $"{line.Event} {line.ActivityId} {line.Round} {string.Join(",", line.Outcomes ?? [])}").Order()];

        private async Task<List<Duty>> OpenDutiesAsync(int most)
        {
            await using var db = Open();
            return await db.Duties.AsNoTracking().Where(d => d.Verdict == null).OrderBy(d => d.Id).Take(most).ToListAsync();
        }

        private HostDb Open()
        {
            var options = new DbContextOptionsBuilder<HostDb>();
            HostDb.Configure(options, _provider, _connection);
            return new HostDb(options.Options);
        }

        private static JsonObject Competition()
        {
            JsonObject Duty(string id) => Flow.Activity("Host.Duty", id);
            return Flow.Chart(
                [
                    Flow.Of("Start", "s"), Flow.Set("set", "Score", "(getScore() || 0) + 1"), Duty("review1"), Duty("review2"), Flow.Join("join", "WaitAll"),
                    Duty("vote"), Flow.Delay("pause", "00:00:00.200"), Flow.Decide("enough", "getScore() === 2"), Duty("notice"), Flow.Line("odd"),
                ],
                "s -> set", "set -> review1", "set -> review2", "review1:Approved -> join", "review2:Approved -> join", "join -> vote",
                "vote:Rejected -> set", "vote:Approved -> pause", "pause -> enough", "enough:True -> notice", "enough:False -> odd")
                .Variable("Score", 0, "Int32").Named("competition");
        }
    }
}
