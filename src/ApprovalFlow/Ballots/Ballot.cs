using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Ballots;

/// <summary>
/// One mark on one line, as found when the urn was opened: for whoever counts again. The lines of one paper are torn
/// apart, so that nobody is known by the pattern of their marks.
/// </summary>
public sealed class Ballot
{
    /// <summary>More than one mark on the line, or a mark that is none of the options.</summary>
    public const string InvalidMark = "invalid";

    private Ballot() { }

    /// <summary>Random in every bit (<see cref="BallotId"/>).</summary>
    public Guid Id { get; private set; }
    public Guid BoxId { get; private set; }
    public Guid SubjectId { get; private set; }

    /// <summary>The voter's category, merged with its neighbour where it had fewer than five valid ballots.</summary>
    public string Category { get; private set; } = "";

    /// <summary>The option; empty for a line left blank; <see cref="InvalidMark"/>.</summary>
    public string Mark { get; private set; } = "";

    internal static Ballot Of(Guid boxId, Guid subjectId, string category, string mark) => new()
    {
        Id = BallotId.Random(), BoxId = boxId, SubjectId = subjectId, Category = category, Mark = mark,
    };
}

internal sealed class BallotMapping : IEntityTypeConfiguration<Ballot>
{
    public void Configure(EntityTypeBuilder<Ballot> ballot)
    {
        ballot.ToTable("Ballots");
        ballot.HasKey(b => b.Id);
        ballot.Property(b => b.Id).ValueGeneratedNever();
        ballot.Property(b => b.Category).HasMaxLength(60);
        ballot.Property(b => b.Mark).HasMaxLength(40);
        ballot.HasIndex(b => new { b.BoxId, b.SubjectId });
        ballot.HasOne<BallotBox>().WithMany().HasForeignKey(b => b.BoxId).OnDelete(DeleteBehavior.Restrict);
    }
}
