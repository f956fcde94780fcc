using ApprovalFlow.Applications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Disqualifications;

/// <summary>Stored; never renumber.</summary>
public enum DisqualificationState
{
    /// <summary>Waits for discipline.</summary>
    Proposed = 1,
    Confirmed = 2,
    Refused = 3,
}

/// <summary>
/// A candidate found ineligible later on is taken out at whatever stage (DOMAIN §5 stage 3): proposed by an organiser,
/// countersigned by the discipline office, never by one person alone.
/// </summary>
public sealed class Disqualification
{
    private Disqualification() { }

    public Guid Id { get; private set; }
    public Guid ApplicationId { get; private set; }

    /// <summary>As the candidate will read it.</summary>
    public string Reason { get; private set; } = "";
    public DisqualificationState State { get; private set; }
    public Guid ProposedById { get; private set; }
    public DateTimeOffset ProposedAt { get; private set; }
    public Guid? DecidedById { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    public static Disqualification Propose(Application application, string reason, Actor actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), ApplicationId = application.Id, Reason = reason, State = DisqualificationState.Proposed,
        ProposedById = actor.PersonId, ProposedAt = now,
    };

    /// <summary>The second signature; false for whoever gave the first, and when it has been decided.</summary>
    public bool Decide(bool confirm, Actor actor, DateTimeOffset now)
    {
        if (State != DisqualificationState.Proposed || actor.PersonId == ProposedById) return false;
        (State, DecidedById, DecidedAt) = (confirm ? DisqualificationState.Confirmed : DisqualificationState.Refused, actor.PersonId, now);
        return true;
    }
}

internal sealed class DisqualificationMapping : IEntityTypeConfiguration<Disqualification>
{
    public void Configure(EntityTypeBuilder<Disqualification> row)
    {
        row.ToTable("Disqualifications");
        row.HasKey(d => d.Id);
        row.Property(d => d.Id).ValueGeneratedNever();
        row.Property(d => d.Reason).HasMaxLength(1000);
        row.Property(d => d.State).IsConcurrencyToken();
        row.HasIndex(d => d.ApplicationId);
        row.HasOne<Application>().WithMany().HasForeignKey(d => d.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
