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

/// <summary>
/// Competitions are driven while server processes are killed with SIGKILL, at random instants and at every named point of a
/// commit, and started again, until enough have died; then all must come to their end, as in a run without a kill.
/// </summary>
internal sealed class Ordeal(string provider, string connection, string[] nodes, ITestOutputHelper output)
{
    /// <summary>20; 200 in the soak run (APPROVALFLOW_TEST_SOAK), or as many as APPROVALFLOW_KILLS says.</summary>
    public static readonly int Kills =
        Environment.GetEnvironmentVariable("APPROVALFLOW_KILLS") is { Length: > 0 } n ? int.Parse(n, CultureInfo.InvariantCulture)
        : Environment.GetEnvironmentVariable("APPROVALFLOW_TEST_SOAK") is { Length: > 0 } ? 200 : 20;

    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(60);
    private readonly Random _random = new(20261123);
    private readonly Dictionary<string, ServerProcess> _nodes = [];
    private readonly Dictionary<string, int> _deaths = KillSwitch.Points.Append(AtRandom).ToDictionary(point => point, _ => 0);
    private readonly List<Guid> _started = [];
    private readonly Dictionary<Guid, string> _acknowledged = [];
    private int _kills;

    private const string AtRandom = "at a random instant";

    public async Task RunAsync()
    {
        await using (var db = Open())
        {
            await db.Database.EnsureCreatedAsync();
            db.Add(new StoredDefinition(Competition(), isPublished: true, TimeProvider.System.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        try
        {
            foreach (var node in nodes) await StartNodeAsync(node);
            while (_kills < Kills) await LifeAsync();
            await FinishAsync();
        }
        finally
        {
            foreach (var node in _nodes.Values) node.Dispose();
        }

        await CompareAsync();
        Assert.All(_deaths, death => Assert.NotEqual(0, death.Value));
        await using var last = Open();
        await last.Database.EnsureDeletedAsync();
    }

    /// <summary>
    /// One of the nodes dies at work, in turn by a named point and at a random instant, while the others go on; then it
    /// is started again.
    /// </summary>
    private async Task LifeAsync()
    {
        var node = nodes[_random.Next(nodes.Length)];
        var victim = _nodes[node];
        var point = _kills % 2 == 0 ? KillSwitch.Points[_kills / 2 % KillSwitch.Points.Count] : null;
        if (point is not null) Assert.True(await victim.AskAsync($"die {point} {_random.Next(1, 8)}"));
        var begun = TimeProvider.System.GetTimestamp();
        var longest = TimeSpan.FromMilliseconds(point is not null ? 20_000 : _random.Next(50, 1200));
        while (!victim.HasExited && TimeProvider.System.GetElapsedTime(begun) < longest) await DriveAsync();

        _deaths[victim.HasExited ? point! : AtRandom]++;
        victim.Kill();
        await victim.GoneAsync();
        _kills++;
        var again = StartNodeAsync(node);
        while (!again.IsCompleted && _nodes.Values.Any(n => n.IsAlive)) await DriveAsync();
        await again;
    }

    private async Task StartNodeAsync(string node)
    {
        if (_nodes.TryGetValue(node, out var dead)) dead.Dispose();
        await (_nodes[node] = new ServerProcess(provider, connection, node)).StartedAsync();
        Assert.True(_nodes[node].IsAlive);
    }

    /// <summary>People go on as if nothing were happening: each asks any node that lives. There is always something to do.</summary>
    private async Task DriveAsync()
    {
        var duties = await OpenDutiesAsync(6);
        if (duties.Count < 6) await StartAsync();
        foreach (var duty in duties) await DecideAsync(duty);
    }

    private async Task StartAsync()
    {
        var id = Guid.CreateVersion7();
        if (AnyNode() is { } server && await server.AskAsync($"start {id}")) _started.Add(id);
    }

    private async Task DecideAsync(Duty duty)
    {
        // The vote fails in the first round, so that every competition goes round once.
        var verdict = duty is { ActivityId: "vote", Round: 1 } ? "Rejected" : "Approved";
        if (AnyNode() is { } server && await server.AskAsync($"decide {duty.Id} {verdict}")) _acknowledged[duty.Id] = verdict;
    }

    private ServerProcess? AnyNode()
    {
        var alive = _nodes.Values.Where(n => n.IsAlive).ToList();
        return alive.Count == 0 ? null : alive[_random.Next(alive.Count)];
    }

    /// <summary>Nobody dies any more: every competition comes to its end, and none stands still for a minute on the way.</summary>
    private async Task FinishAsync()
    {
        var moved = new Dictionary<Guid, (int Revision, long At)>();
        while (true)
        {
            foreach (var duty in await OpenDutiesAsync(100)) await DecideAsync(duty);
            await using var db = Open();
            var open = await db.Instances.AsNoTracking().Where(i => i.Status != InstanceStatus.Finished).Select(i => new { i.Id, i.Revision }).ToListAsync();
            if (open.Count == 0 && !await db.Signals.AnyAsync()) return;
            foreach (var instance in open)
            {
                if (!moved.TryGetValue(instance.Id, out var last) || last.Revision != instance.Revision)
                    moved[instance.Id] = last = (instance.Revision, TimeProvider.System.GetTimestamp());
                Assert.True(TimeProvider.System.GetElapsedTime(last.At) < Stuck, $"{instance.Id} has not moved for {Stuck}");
            }
        }
    }

    private async Task CompareAsync()
    {
        await using var db = Open();
        var instances = await db.Instances.AsNoTracking().ToListAsync();
        output.WriteLine($"{_kills} kills on {provider} ({string.Join(", ", _deaths.Select(d => $"{d.Key} {d.Value}"))}), {instances.Count} competitions, {_acknowledged.Count} acknowledged decisions");
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
        services.AddDbContext<HostDb>(options => HostDb.Configure(options, provider, connection));
        services.AddEngine<HostDb>(catalog => catalog.Add(DutyActivity.Descriptor));
        await using var host = services.BuildServiceProvider();
        var runtime = host.GetRequiredService<WorkflowRuntime>();
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
        HostDb.Configure(options, provider, connection);
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
