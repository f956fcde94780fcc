using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.People;

/// <summary>Why two people must not act on each other's case (《公务员法》第七十四条、第七十六条). Stored; never renumber.</summary>
public enum Kinship
{
    /// <summary>夫妻.</summary>
    Spouse = 1,

    /// <summary>直系血亲, including by adoption.</summary>
    DirectBlood = 2,

    /// <summary>三代以内旁系血亲.</summary>
    Collateral = 3,

    /// <summary>近姻亲.</summary>
    Affinity = 4,

    /// <summary>Another interest that may affect fairness, declared or found after a challenge.</summary>
    OtherInterest = 5,
}

/// <summary>Two people of the service are related. Holds in both directions; stored once, the smaller id first.</summary>
public sealed class Relation
{
    private Relation() { }

    public Guid Id { get; private set; }
    public Guid OneId { get; private set; }
    public Guid OtherId { get; private set; }
    public Kinship Kinship { get; private set; }
    public DateTimeOffset DeclaredAt { get; private set; }

    public static Relation Between(Guid one, Guid other, Kinship kinship, DateTimeOffset now)
    {
        if (one == other) throw new ArgumentException("Nobody is their own relative.", nameof(other));
        var (first, second) = one.CompareTo(other) < 0 ? (one, other) : (other, one);
        return new() { Id = Guid.CreateVersion7(), OneId = first, OtherId = second, Kinship = kinship, DeclaredAt = now };
    }

    /// <summary>The relative of the given one of the two.</summary>
    public Guid RelativeOf(Guid personId) => personId == OneId ? OtherId : OneId;
}

internal sealed class RelationMapping : IEntityTypeConfiguration<Relation>
{
    public void Configure(EntityTypeBuilder<Relation> relation)
    {
        relation.ToTable("Relations");
        relation.HasKey(r => r.Id);
        relation.Property(r => r.Id).ValueGeneratedNever();
        relation.HasIndex(r => new { r.OneId, r.OtherId }).IsUnique();
        relation.HasIndex(r => r.OtherId);
        relation.HasOne<Person>().WithMany().HasForeignKey(r => r.OneId).OnDelete(DeleteBehavior.Restrict);
        relation.HasOne<Person>().WithMany().HasForeignKey(r => r.OtherId).OnDelete(DeleteBehavior.Restrict);
    }
}
