using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Benchmarks;

/// <summary>One database with the engine on it, beside bare EF transactions on the same database.</summary>
public sealed class Subject(string name, ServiceProvider services) : IAsyncDisposable
{
    // What a step writes, row by row; the floor of as many rows is what it is compared with.
    private const int RowsOfAStart = 4; // instance, bookmark, journal, the task's row
    private const int RowsOfAResume = 5; // instance updated, bookmark gone, the next bookmark, journal, the next task's row
    private const int RowsOfTheEnd = 3; // instance updated, bookmark gone, journal
    private static readonly string Payload = new('x', 500);

    public static async Task<Subject> OpenAsync(string name, Action<DbContextOptionsBuilder> provider)
    {
        var services = new ServiceCollection();
        services.AddDbContextPool<BenchDb>(options =>
        {
            provider(options);
            options.EnableThreadSafetyChecks(false);
        });
        services.AddEngine<BenchDb>(catalog => catalog.Add(TaskActivity.Descriptor));
        var subject = new Subject(name, services.BuildServiceProvider());
        await subject.WithDbAsync(async db =>
        {
            await db.Database.EnsureDeletedAsync();
            await db.Database.EnsureCreatedAsync();
            db.Add(new StoredDefinition(MeasuredFlow(), isPublished: true, TimeProvider.System.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        await subject.MeasureAsync(callers: 2, rounds: 1, perRound: 400); // lets the JIT settle
        return subject;
    }

    public async Task<List<Measurement>> MeasureAsync(int callers, int rounds, int perRound)
    {
        var runtime = services.GetRequiredService<WorkflowRuntime>();
        var ids = new Guid[rounds * perRound];
        return await new Comparison(name, callers, rounds, perRound).TakeAsync(
        [
            new("floor: 1 row", 1, IsFloor: true, _ => AddRowsAsync(1)),
            new("floor: 4 rows", RowsOfAStart, IsFloor: true, _ => AddRowsAsync(RowsOfAStart)),
            new("start", RowsOfAStart, IsFloor: false, async i => ids[i] = await runtime.StartAsync("bench-v1", null, null, default)),
            new("floor: 5 rows", RowsOfAResume, IsFloor: true, _ => AddRowsAsync(RowsOfAResume)),
            new("resume", RowsOfAResume, IsFloor: false, async i => await runtime.PokeAsync(ids[i], "task1", default)),
            new("floor: 3 rows", RowsOfTheEnd, IsFloor: true, _ => AddRowsAsync(RowsOfTheEnd)),
            new("resume to the end", RowsOfTheEnd, IsFloor: false, async i => await runtime.PokeAsync(ids[i], "task2", default)),
        ]);
    }

    public async Task<int> StateBytesAsync()
    {
        var runtime = services.GetRequiredService<WorkflowRuntime>();
        var id = await runtime.StartAsync("bench-v1", null, null, default);
        await runtime.PokeAsync(id, "task1", default);
        return System.Text.Encoding.UTF8.GetByteCount(await WithDbAsync(async db => (await db.Instances.AsNoTracking().SingleAsync(i => i.Id == id)).State));
    }

    public Task DropAsync() => WithDbAsync(db => db.Database.EnsureDeletedAsync());

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>One row of the size of an instance, the others small, as in a step.</summary>
    private async Task AddRowsAsync(int rows)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BenchDb>();
        for (var i = 0; i < rows; i++)
            db.Add(new WorkItem { Id = Guid.CreateVersion7(), InstanceId = Guid.CreateVersion7(), Title = "task", Details = i == 0 ? Payload : "" });
        await db.SaveChangesAsync();
    }

    private async Task<T> WithDbAsync<T>(Func<BenchDb, Task<T>> work)
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<BenchDb>());
    }

    private static JsonObject MeasuredFlow() => (JsonObject)JsonNode.Parse(
        """
        {
          "id": "bench-v1", "definitionId": "bench", "name": "Bench", "version": 1, "isPublished": true,
          "variables": [{ "id": "amount", "name": "Amount", "typeName": "Int32", "value": "0" }], "inputs": [], "outputs": [],
          "root": {
            "id": "Flowchart1", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "start", "type": "Elsa.Start" },
              { "id": "set", "type": "Elsa.SetVariable", "variable": { "id": "amount", "name": "Amount", "typeName": "Int32" },
                "value": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "40 + 2" } } },
              { "id": "task1", "type": "Bench.Task" },
              { "id": "decide", "type": "Elsa.FlowDecision",
                "condition": { "typeName": "Boolean", "expression": { "type": "JavaScript", "value": "getAmount() > 10" } } },
              { "id": "task2", "type": "Bench.Task" },
              { "id": "end", "type": "Elsa.End" }
            ],
            "connections": [
              { "source": { "activity": "start", "port": "Done" }, "target": { "activity": "set", "port": "In" } },
              { "source": { "activity": "set", "port": "Done" }, "target": { "activity": "task1", "port": "In" } },
              { "source": { "activity": "task1", "port": "Done" }, "target": { "activity": "decide", "port": "In" } },
              { "source": { "activity": "decide", "port": "True" }, "target": { "activity": "task2", "port": "In" } },
              { "source": { "activity": "task2", "port": "Done" }, "target": { "activity": "end", "port": "In" } }
            ]
          }
        }
        """)!;
}
