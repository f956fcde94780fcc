using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Benchmarks;

/// <summary>One database with the engine on it, measured against bare EF transactions on the same database.</summary>
public sealed class Subject(string name, ServiceProvider services, int count)
{
    private const int RowsOfAStart = 4; // instance, bookmark, journal, the task's row
    private const int RowsOfAResume = 5; // instance updated, bookmark gone, bookmark, journal, the task's row

    public static async Task<Subject> OpenAsync(string name, Action<DbContextOptionsBuilder> provider, int count)
    {
        var services = new ServiceCollection();
        services.AddDbContextPool<BenchDb>(options =>
        {
            provider(options);
            options.EnableThreadSafetyChecks(false);
        });
        services.AddEngine<BenchDb>(catalog => catalog.Add(TaskActivity.Descriptor), options => options.LineWritten = null);
        var subject = new Subject(name, services.BuildServiceProvider(), count);
        await subject.WithDbAsync(async db =>
        {
            await db.Database.EnsureDeletedAsync();
            await db.Database.EnsureCreatedAsync();
            db.Add(new StoredDefinition(MeasuredFlow(), isPublished: true, TimeProvider.System.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        return subject;
    }

    public async Task<List<Measurement>> MeasureAsync(int[] callers)
    {
        var runtime = services.GetRequiredService<WorkflowRuntime>();
        for (var i = 0; i < 300; i++) // let the JIT settle
        {
            var id = await runtime.StartAsync("bench-v1", null, null, default);
            await runtime.PokeAsync(id, "task1", default);
            await AddRowsAsync(RowsOfAStart);
        }

        var all = new List<Measurement>();
        foreach (var n in callers)
        {
            all.Add(await Measurement.TakeAsync(name, "floor: 1 row", n, count, _ => AddRowsAsync(1)));
            all.Add(await Measurement.TakeAsync(name, $"floor: {RowsOfAStart} rows", n, count, _ => AddRowsAsync(RowsOfAStart)));
            var ids = new Guid[count];
            all.Add(await Measurement.TakeAsync(name, "start", n, count, async i => ids[i] = await runtime.StartAsync("bench-v1", null, null, default)));
            var mixed = await TakeFloorOfResumeAsync(n);
            all.Add(mixed);
            all.Add(await Measurement.TakeAsync(name, "resume", n, count, async i => await runtime.PokeAsync(ids[i], "task1", default)));
            all.Add(await Measurement.TakeAsync(name, "resume to the end", n, count, async i => await runtime.PokeAsync(ids[i], "task2", default)));
        }

        return all;
    }

    public async Task<double> StateBytesAsync()
    {
        var runtime = services.GetRequiredService<WorkflowRuntime>();
        var id = await runtime.StartAsync("bench-v1", null, null, default);
        await runtime.PokeAsync(id, "task1", default);
        return await WithDbAsync(async db => (await db.Instances.AsNoTracking().SingleAsync(i => i.Id == id)).State.Length);
    }

    /// <summary>The same kinds of statement that a resume makes, without an engine: one row read and updated, one deleted, the rest added.</summary>
    private async Task<Measurement> TakeFloorOfResumeAsync(int callers)
    {
        var ids = new Guid[count];
        var old = new Guid[count];
        await WithDbAsync(async db =>
        {
            for (var i = 0; i < count; i++)
            {
                ids[i] = Guid.CreateVersion7();
                old[i] = Guid.CreateVersion7();
                db.Add(new WorkItem { Id = ids[i], Details = new string('x', 500) });
                db.Add(new WorkItem { Id = old[i] });
            }

            return await db.SaveChangesAsync();
        });
        return await Measurement.TakeAsync(name, $"floor: read, {RowsOfAResume} rows", callers, count, async i =>
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BenchDb>();
            var item = await db.Set<WorkItem>().FirstAsync(w => w.Id == ids[i]);
            item.Details = new string('y', 500);
            db.Remove(new WorkItem { Id = old[i] });
            for (var row = 2; row < RowsOfAResume; row++) db.Add(new WorkItem { Id = Guid.CreateVersion7(), InstanceId = ids[i], Title = "t" });
            await db.SaveChangesAsync();
        });
    }

    private async Task AddRowsAsync(int rows)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BenchDb>();
        for (var i = 0; i < rows; i++)
            db.Add(new WorkItem { Id = Guid.CreateVersion7(), InstanceId = Guid.CreateVersion7(), Title = "task", Details = i == 0 ? new string('x', 500) : "" });
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
