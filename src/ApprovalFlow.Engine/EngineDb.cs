using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Engine;

/// <summary>
/// The engine's tables. The product's context derives from this one, which is what makes "signal consumed, instance
/// moved, tasks opened, mails promised" a single commit.
/// </summary>
public abstract class EngineDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Signal> Signals => Set<Signal>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Signal>(signal =>
        {
            signal.ToTable("EngineSignals");
            signal.HasKey(s => s.Id);
            signal.Property(s => s.Id).ValueGeneratedNever();
            signal.Property(s => s.ActivityId).HasMaxLength(200);
            signal.Property(s => s.DefinitionVersionId).HasMaxLength(200);
            signal.Property(s => s.CorrelationId).HasMaxLength(200);
            signal.HasIndex(s => new { s.AvailableAt, s.InstanceId });
        });
    }

    /// <summary>Instants are stored as UTC, so that every database orders and compares them alike.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();

    private sealed class UtcInstant() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
