using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Ballots;

/// <summary>
/// One person entitled to vote in one box, and whether that was done. That is all it may ever hold: no time, no address,
/// no device, nothing that a ballot holds too except the category.
/// </summary>
public sealed class BallotVoter
{
    private BallotVoter() { }

    public Guid BoxId { get; private set; }
    public Guid PersonId { get; private set; }
    public string Category { get; private set; } = "";
    public bool HasVoted { get; private set; }

    internal static BallotVoter Of(Guid boxId, EligibleVoter voter) =>
        new() { BoxId = boxId, PersonId = voter.PersonId, Category = voter.Category };

    /// <summary>False the second time: one person, one ballot.</summary>
    internal bool TakePart()
    {
        if (HasVoted) return false;
        HasVoted = true;
        return true;
    }
}

internal sealed class BallotVoterMapping : IEntityTypeConfiguration<BallotVoter>
{
    public void Configure(EntityTypeBuilder<BallotVoter> voter)
    {
        voter.ToTable("BallotVoters");
        voter.HasKey(v => new { v.BoxId, v.PersonId });
        voter.Property(v => v.Category).HasMaxLength(60);
        voter.Property(v => v.HasVoted).IsConcurrencyToken();
        voter.HasIndex(v => v.PersonId);
        voter.HasOne<BallotBox>().WithMany().HasForeignKey(v => v.BoxId).OnDelete(DeleteBehavior.Restrict);
        voter.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
