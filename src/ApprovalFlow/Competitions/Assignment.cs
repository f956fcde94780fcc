using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Competitions;

/// <summary>What one person does in one competition, as the plan names them or as they were added later with a reason.</summary>
public sealed class Assignment
{
    private Assignment() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid PersonId { get; private set; }
    public Duty Duty { get; private set; }

    /// <summary>Evaluators only: the category whose weight the ballot counts in, e.g. "leaders"; otherwise empty.</summary>
    public string Category { get; private set; } = "";

    /// <summary>Set when the person was relieved of the duty (recusal, absence); the row stays as record.</summary>
    public DateTimeOffset? RelievedAt { get; private set; }
    public string RelievedReason { get; private set; } = "";

    public static Assignment Of(Guid competitionId, Guid personId, Duty duty, string category = "") => new()
    {
        Id = Guid.CreateVersion7(), CompetitionId = competitionId, PersonId = personId, Duty = duty, Category = category,
    };

    public bool Relieve(string reason, DateTimeOffset now)
    {
        if (RelievedAt is not null) return false;
        (RelievedAt, RelievedReason) = (now, reason);
        return true;
    }
}

internal sealed class AssignmentMapping : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> assignment)
    {
        assignment.ToTable("Assignments");
        assignment.HasKey(a => a.Id);
        assignment.Property(a => a.Id).ValueGeneratedNever();
        assignment.Property(a => a.Category).HasMaxLength(60);
        assignment.Property(a => a.RelievedReason).HasMaxLength(1000);
        assignment.HasIndex(a => new { a.CompetitionId, a.Duty });
        assignment.HasIndex(a => new { a.PersonId, a.CompetitionId, a.Duty }).IsUnique();
        assignment.HasOne<Competition>().WithMany().HasForeignKey(a => a.CompetitionId).OnDelete(DeleteBehavior.Cascade);
        assignment.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
