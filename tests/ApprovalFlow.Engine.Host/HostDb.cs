using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApprovalFlow.Engine.Host;

/// <summary>A little product: duties that people decide, and mails that tell them.</summary>
public sealed class HostDb(DbContextOptions<HostDb> options) : EngineDb(options)
{
    public DbSet<Duty> Duties => Set<Duty>();
    public DbSet<Mail> Mails => Set<Mail>();

    public static void Configure(DbContextOptionsBuilder options, string provider, string connection)
    {
        if (provider == "postgres") options.UseNpgsql(connection);
        else options.UseSqlite(connection).AddInterceptors(new FullSync());
    }

    // No unique keys here on purpose: a doubled row must be seen by the test, not be prevented by the database.
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Duty>().Property(d => d.Id).ValueGeneratedNever();
        modelBuilder.Entity<Duty>().HasIndex(d => new { d.InstanceId, d.ActivityId, d.Round });
        modelBuilder.Entity<Mail>().Property(m => m.Id).ValueGeneratedNever();
    }

    /// <summary>WAL with a sync at every commit.</summary>
    private sealed class FullSync : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;";
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}

/// <summary>What somebody has to decide.</summary>
public sealed class Duty
{
    public Guid Id { get; set; }
    public Guid InstanceId { get; set; }
    public string ActivityId { get; set; } = "";
    public int Round { get; set; }
    public string? Verdict { get; set; }
}

/// <summary>The intent to send a mail.</summary>
public sealed class Mail
{
    public Guid Id { get; set; }
    public Guid InstanceId { get; set; }
    public string Subject { get; set; } = "";
}
