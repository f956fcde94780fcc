using ApprovalFlow.Applications;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Recusal;

/// <summary>Stored; never renumber.</summary>
public enum ChallengeState
{
    /// <summary>Not yet decided: the person's tasks about this candidate wait, and nothing else does (INV-23).</summary>
    Open = 1,

    /// <summary>The person keeps away from this candidate.</summary>
    Upheld = 2,
    Dismissed = 3,
}

/// <summary>Somebody says that a person cannot be impartial about a candidate (公务员法 第七十七条); decided by somebody else.</summary>
public sealed class Challenge
{
    private Challenge() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public string Ground { get; private set; } = "";
    public Guid RaisedById { get; private set; }
    public DateTimeOffset RaisedAt { get; private set; }
    public ChallengeState State { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string Reason { get; private set; } = "";
    public DateTimeOffset? DecidedAt { get; private set; }

    public static Challenge Raise(Application application, Guid personId, string ground, Actor actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), CompetitionId = application.CompetitionId, PersonId = personId, ApplicationId = application.Id,
        Ground = ground, RaisedById = actor.PersonId, RaisedAt = now, State = ChallengeState.Open,
    };

    /// <summary>False when it has been decided, or by the person concerned or whoever raised it.</summary>
    public bool Decide(bool uphold, string reason, Actor actor, DateTimeOffset now)
    {
        if (State != ChallengeState.Open || actor.PersonId == PersonId || actor.PersonId == RaisedById) return false;
        (State, Reason) = (uphold ? ChallengeState.Upheld : ChallengeState.Dismissed, reason);
        (DecidedById, DecidedAt) = (actor.PersonId, now);
        return true;
    }
}

internal sealed class ChallengeMapping : IEntityTypeConfiguration<Challenge>
{
    public void Configure(EntityTypeBuilder<Challenge> challenge)
    {
        challenge.ToTable("Challenges");
        challenge.HasKey(c => c.Id);
        challenge.Property(c => c.Id).ValueGeneratedNever();
        challenge.Property(c => c.Ground).HasMaxLength(1000);
        challenge.Property(c => c.Reason).HasMaxLength(1000);
        challenge.Property(c => c.State).IsConcurrencyToken();
        challenge.HasIndex(c => new { c.PersonId, c.ApplicationId });
        challenge.HasIndex(c => c.CompetitionId);
        challenge.HasOne<Application>().WithMany().HasForeignKey(c => c.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        challenge.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
