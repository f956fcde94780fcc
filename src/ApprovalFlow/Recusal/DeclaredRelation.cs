using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Recusal;

/// <summary>
/// A relative or other interest that somebody who acts in competitions declared about themselves. Read only to match
/// candidates; the relation itself is shown to its owner, to personnel and to discipline.
/// </summary>
public sealed class DeclaredRelation
{
    private DeclaredRelation() { }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Kinship Kinship { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Year and month, stored as the first of the month; null when not known.</summary>
    public DateOnly? BornIn { get; private set; }
    public DateTimeOffset DeclaredAt { get; private set; }

    public static DeclaredRelation Of(Guid personId, Kinship kinship, string name, DateOnly? bornIn, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), PersonId = personId, Kinship = kinship, Name = name,
        BornIn = bornIn is { } born ? new DateOnly(born.Year, born.Month, 1) : null, DeclaredAt = now,
    };
}

internal sealed class DeclaredRelationMapping : IEntityTypeConfiguration<DeclaredRelation>
{
    public void Configure(EntityTypeBuilder<DeclaredRelation> relation)
    {
        relation.ToTable("DeclaredRelations");
        relation.HasKey(r => r.Id);
        relation.Property(r => r.Id).ValueGeneratedNever();
        relation.Property(r => r.Name).HasMaxLength(100);
        relation.HasIndex(r => r.PersonId);
        relation.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
