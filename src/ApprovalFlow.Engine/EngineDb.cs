using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Engine;

/// <summary>
/// The engine's tables. The product's context derives from this one, which is what makes "signal consumed, instance
/// moved, tasks opened, mails promised" a single commit.
/// </summary>
public abstract class EngineDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Signal> Signals => Set<Signal>();
    public DbSet<StoredDefinition> Definitions => Set<StoredDefinition>();
    public DbSet<Instance> Instances => Set<Instance>();
    public DbSet<Bookmark> Bookmarks => Set<Bookmark>();
    public DbSet<JournalStep> Journal => Set<JournalStep>();
    public DbSet<Incident> Incidents => Set<Incident>();
    public DbSet<Lease> Leases => Set<Lease>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Signal>(signal =>
        {
            signal.ToTable("EngineSignals");
            signal.HasKey(s => s.Id);
            signal.Property(s => s.Id).ValueGeneratedNever();
            signal.Property(s => s.ActivityId).HasMaxLength(400);
            signal.Property(s => s.DefinitionVersionId).HasMaxLength(200);
            signal.Property(s => s.CorrelationId).HasMaxLength(200);
            signal.Property(s => s.Name).HasMaxLength(400);
            signal.HasIndex(s => new { s.AvailableAt, s.Id });
            signal.HasIndex(s => s.InstanceId);
        });
        modelBuilder.Entity<StoredDefinition>(definition =>
        {
            definition.ToTable("EngineDefinitions");
            definition.HasKey(d => d.VersionId);
            definition.Property(d => d.VersionId).HasMaxLength(200);
            definition.Property(d => d.DefinitionId).HasMaxLength(200);
            definition.Property(d => d.Name).HasMaxLength(400);
            definition.Property(d => d.Hash).HasMaxLength(64);
            definition.HasIndex(d => new { d.DefinitionId, d.Version });
        });
        modelBuilder.Entity<Instance>(instance =>
        {
            instance.ToTable("EngineInstances");
            instance.HasKey(i => i.Id);
            instance.Property(i => i.Id).ValueGeneratedNever();
            instance.Property(i => i.DefinitionVersionId).HasMaxLength(200);
            instance.Property(i => i.CorrelationId).HasMaxLength(200);
            instance.Property(i => i.Name).HasMaxLength(400);
            instance.Property(i => i.Revision).IsConcurrencyToken();
            instance.HasIndex(i => i.CorrelationId);
        });
        modelBuilder.Entity<Bookmark>(bookmark =>
        {
            bookmark.ToTable("EngineBookmarks");
            bookmark.HasKey(b => new { b.InstanceId, b.ExecutionId });
            bookmark.Property(b => b.ExecutionId).ValueGeneratedNever();
            bookmark.Property(b => b.ActivityId).HasMaxLength(400);
            bookmark.Property(b => b.Name).HasMaxLength(400);
            // Most bookmarks wait for a person: they have neither, and cost these indexes nothing.
            bookmark.HasIndex(b => b.AvailableAt).HasFilter("\"AvailableAt\" IS NOT NULL");
            bookmark.HasIndex(b => b.Name).HasFilter("\"Name\" IS NOT NULL");
        });
        modelBuilder.Entity<JournalStep>(journal =>
        {
            journal.ToTable("EngineJournal");
            journal.HasKey(j => new { j.InstanceId, j.Step });
            journal.Property(j => j.Step).ValueGeneratedNever();
        });
        modelBuilder.Entity<Incident>(incident =>
        {
            incident.ToTable("EngineIncidents");
            incident.HasKey(i => i.Id);
            incident.Property(i => i.Id).ValueGeneratedNever();
            incident.Property(i => i.ActivityId).HasMaxLength(400);
            incident.Property(i => i.ActivityType).HasMaxLength(200);
            incident.Property(i => i.DisplayText).HasMaxLength(400);
            incident.Property(i => i.Cause).HasMaxLength(2000);
            incident.Property(i => i.ResolvedBy).HasMaxLength(200);
            incident.Property(i => i.Reason).HasMaxLength(2000);
            incident.HasIndex(i => new { i.Status, i.OccurredAt });
            incident.HasIndex(i => i.InstanceId);
        });
        modelBuilder.Entity<Lease>(lease =>
        {
            lease.ToTable("EngineLeases");
            lease.HasKey(l => l.Name);
            lease.Property(l => l.Name).HasMaxLength(250);
            lease.Property(l => l.Owner).HasMaxLength(200);
            lease.Property(l => l.Fence).IsConcurrencyToken();
        });
    }

    /// <summary>Instants are stored as UTC, so that every database orders and compares them alike.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcInstant>();

    private sealed class UtcInstant() : Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}
