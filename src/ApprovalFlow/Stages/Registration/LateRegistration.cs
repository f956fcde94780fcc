using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Stages.Registration;

/// <summary>Stored; never renumber.</summary>
public enum LateRegistrationState
{
    Proposed = 1,
    Approved = 2,
    Refused = 3,
}

/// <summary>Leave for one named person to register after the close (补报): proposed with a reason, approved by the leading group, with its own end.</summary>
public sealed class LateRegistration
{
    private LateRegistration() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid StageRunId { get; private set; }
    public Guid PersonId { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>The last instant this person may submit.</summary>
    public DateTimeOffset ClosesAt { get; private set; }
    public Guid ProposedById { get; private set; }
    public DateTimeOffset ProposedAt { get; private set; }
    public Guid TaskId { get; private set; }
    public LateRegistrationState State { get; private set; }
    public string DecisionReason { get; private set; } = "";
    public Guid? DecidedById { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    internal static LateRegistration Propose(StageRun run, Guid personId, string reason, DateTimeOffset closesAt, Actor actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), CompetitionId = run.CompetitionId, StageRunId = run.Id, PersonId = personId, Reason = reason,
        ClosesAt = closesAt, ProposedById = actor.PersonId, ProposedAt = now, State = LateRegistrationState.Proposed,
    };

    internal void AskedBy(Guid taskId) => TaskId = taskId;

    internal bool Decide(bool approve, string reason, Actor actor, DateTimeOffset now)
    {
        if (State != LateRegistrationState.Proposed) return false;
        State = approve ? LateRegistrationState.Approved : LateRegistrationState.Refused;
        (DecisionReason, DecidedById, DecidedAt) = (reason, actor.PersonId, now);
        return true;
    }
}

internal sealed class LateRegistrationMapping : IEntityTypeConfiguration<LateRegistration>
{
    public void Configure(EntityTypeBuilder<LateRegistration> late)
    {
        late.ToTable("LateRegistrations");
        late.HasKey(l => l.Id);
        late.Property(l => l.Id).ValueGeneratedNever();
        late.Property(l => l.Reason).HasMaxLength(1000);
        late.Property(l => l.DecisionReason).HasMaxLength(1000);
        late.Property(l => l.State).IsConcurrencyToken();
        late.HasIndex(l => new { l.CompetitionId, l.PersonId }).IsUnique();
        late.HasOne<StageRun>().WithMany().HasForeignKey(l => l.StageRunId).OnDelete(DeleteBehavior.Restrict);
        late.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
