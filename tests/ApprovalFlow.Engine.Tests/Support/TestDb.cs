using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Engine.Tests.Support;

/// <summary>A host's context: the engine's tables and one of the host's own.</summary>
public sealed class TestDb(DbContextOptions<TestDb> options) : EngineDb(options)
{
    public DbSet<Duty> Duties => Set<Duty>();

    /// <summary>How often anything was saved, to count commits.</summary>
    public static readonly AsyncLocal<Action?> Saved = new();

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Saved.Value?.Invoke();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Duty>(duty =>
        {
            duty.HasKey(d => d.Id);
            duty.Property(d => d.Id).ValueGeneratedNever();
            duty.HasIndex(d => new { d.InstanceId, d.ActivityId, d.Round }).IsUnique();
        });
    }
}

/// <summary>A task of the host's: what an activity made when it was entered.</summary>
public sealed class Duty
{
    public Guid Id { get; set; }
    public Guid InstanceId { get; set; }
    public string ActivityId { get; set; } = "";
    public int Round { get; set; }

    /// <summary>Null until somebody decides.</summary>
    public string? Verdict { get; set; }

    public bool Withdrawn { get; set; }
}
