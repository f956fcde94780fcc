using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Engine.Tests.Support;

/// <summary>The engine over a private SQLite database, with a clock that the test moves.</summary>
public sealed class TestEngine : IAsyncDisposable
{
    private readonly SqliteConnection _anchor;
    private readonly ServiceProvider _services;

    public TestEngine(string? connectionString = null, FakeClock? clock = null, Action<EngineOptions>? configure = null)
    {
        ConnectionString = connectionString ?? $"Data Source=test-{Guid.CreateVersion7():N};Mode=Memory;Cache=Shared";
        Clock = clock ?? new FakeClock();
        _anchor = new SqliteConnection(ConnectionString);
        _anchor.Open();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock).AddSingleton(Fragility);
        services.AddDbContext<TestDb>(options => options.UseSqlite(ConnectionString));
        services.AddEngine<TestDb>(
            catalog => catalog.Add(DutyActivity.Descriptor).Add(FragileActivity.Descriptor),
            options =>
            {
                options.LineWritten = (_, line) => Lines.Add(line);
                configure?.Invoke(options);
            });
        _services = services.BuildServiceProvider(validateScopes: true);
        using var scope = _services.CreateScope();
        scope.ServiceProvider.GetRequiredService<TestDb>().Database.EnsureCreated();
    }

    public string ConnectionString { get; }
    public FakeClock Clock { get; }
    public Fragility Fragility { get; } = new();
    public List<string> Lines { get; } = [];
    public string Written => string.Join(", ", Lines);
    public WorkflowRuntime Runtime => _services.GetRequiredService<WorkflowRuntime>();
    public SignalPump Pump => _services.GetRequiredService<SignalPump>();
    public ActivityCatalog Catalog => _services.GetRequiredService<ActivityCatalog>();
    public IServiceProvider Services => _services;

    public async Task StoreAsync(params JsonObject[] definitions) =>
        await ChangeAsync(db => db.AddRange(definitions.Select(d => new StoredDefinition(d, isPublished: true, Clock.Now))));

    /// <summary>Stores the definition, starts it and lets everything happen that happens by itself.</summary>
    public async Task<Guid> RunAsync(JsonObject definition, JsonObject? input = null, string? correlation = null)
    {
        await StoreAsync(definition);
        return await StartAsync(definition["id"]!.GetValue<string>(), input, correlation);
    }

    public async Task<Guid> StartAsync(string versionId, JsonObject? input = null, string? correlation = null)
    {
        var id = await Runtime.StartAsync(versionId, correlation, input, default);
        await Pump.RunOnceAsync(default);
        return id;
    }

    public async Task<int> PumpAsync() => await Pump.RunOnceAsync(default);

    /// <summary>The clock jumps from one due time to the next until nothing waits for time any more.</summary>
    public async Task LetTimePassAsync()
    {
        while (await ReadAsync(db => db.Bookmarks.MinAsync(b => b.AvailableAt)) is { } due)
        {
            if (due > Clock.Now) Clock.Now = due;
            await PumpAsync();
        }
    }

    /// <summary>The event that a <see cref="Flow.Wait"/> waits for happens.</summary>
    public async Task HappenAsync(Guid instance, string eventName, JsonNode? payload = null)
    {
        await SignalAsync(Signal.Message(instance, "event:" + eventName, payload?.ToJsonString(), Clock.Now));
        await PumpAsync();
    }

    /// <summary>Decides a duty and pokes, in one commit as the product does; the poke may be left out or doubled.</summary>
    public async Task DecideAsync(Guid instance, string activityId, string verdict, int pokes = 1, bool pump = true)
    {
        await using (var scope = _services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<TestDb>();
            var duty = await db.Duties.Where(d => d.InstanceId == instance && d.ActivityId == activityId).OrderBy(d => d.Round).LastAsync();
            duty.Verdict ??= verdict;
            for (var i = 0; i < pokes; i++) db.Add(Signal.Poke(instance, activityId, Clock.Now));
            await db.SaveChangesAsync();
        }

        if (pump) await PumpAsync();
    }

    public Task SignalAsync(params Signal[] signals) => ChangeAsync(db => db.AddRange(signals));

    public async Task ChangeAsync(Action<TestDb> change)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TestDb>();
        change(db);
        await db.SaveChangesAsync();
    }

    public async Task<T> ReadAsync<T>(Func<TestDb, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TestDb>());
    }

    public Task<Instance> InstanceAsync(Guid id) => ReadAsync(db => db.Instances.AsNoTracking().SingleAsync(i => i.Id == id));

    public async Task<InstanceStatus> StatusAsync(Guid id) => (await InstanceAsync(id)).Status;

    public async Task<InstanceSheet> SheetAsync(Guid id)
    {
        await using var scope = _services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<InstanceQuery>().FindAsync(id, default))!;
    }

    public async Task<ActivityProgress> ProgressAsync(Guid id, string activityId) =>
        (await SheetAsync(id)).Activities.Single(a => a.Activity.Key == activityId).Progress;

    public async Task<Incident> OpenIncidentAsync() => await ReadAsync(db => db.Incidents.SingleAsync(i => i.Status == IncidentStatus.Open));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _anchor.DisposeAsync();
    }
}
