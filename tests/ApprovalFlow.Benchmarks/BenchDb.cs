using System.Data.Common;
using ApprovalFlow.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApprovalFlow.Benchmarks;

/// <summary>A host's context: the engine's tables, and the tasks of the measured flow.</summary>
public sealed class BenchDb(DbContextOptions<BenchDb> options) : EngineDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<WorkItem>(item =>
        {
            item.HasKey(i => i.Id);
            item.Property(i => i.Id).ValueGeneratedNever();
        });
    }
}

/// <summary>A row of the host's.</summary>
public sealed class WorkItem
{
    public Guid Id { get; set; }
    public Guid InstanceId { get; set; }
    public string Title { get; set; } = "";
    public string Details { get; set; } = "";
}

/// <summary>Opens a row and waits; any poke completes it.</summary>
public sealed class TaskActivity : Activity
{
    public static readonly ActivityDescriptor Descriptor = new(
        "Bench.Task", new("测试", "Test"), new("任务", "Task"), new("", ""), [], [new("Done", new("完成", "Done"))], typeof(TaskActivity));

    public override ValueTask EnterAsync(ActivityContext context)
    {
        context.Db.Add(new WorkItem { Id = Guid.CreateVersion7(), InstanceId = context.InstanceId, Title = context.ActivityId });
        context.WaitForSignal();
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }
}

/// <summary>An acknowledged step survives a power cut: WAL with a sync at every commit.</summary>
public sealed class FullSync : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000;";
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
