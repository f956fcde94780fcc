using ApprovalFlow.Competitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Recusal;

/// <summary>
/// Somebody with a duty in a competition has said that what they declared about relatives is complete; asked before their
/// first task of that competition (DOMAIN §9.3).
/// </summary>
public sealed class RecusalDeclaration
{
    private RecusalDeclaration() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>How many relations stood declared when it was last confirmed.</summary>
    public int Relations { get; private set; }
    public DateTimeOffset DeclaredAt { get; private set; }

    public static RecusalDeclaration Of(Guid competitionId, Guid personId, int relations, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), CompetitionId = competitionId, PersonId = personId, Relations = relations, DeclaredAt = now,
    };

    public void Confirm(int relations, DateTimeOffset now) => (Relations, DeclaredAt) = (relations, now);
}

internal sealed class RecusalDeclarationMapping : IEntityTypeConfiguration<RecusalDeclaration>
{
    public void Configure(EntityTypeBuilder<RecusalDeclaration> declaration)
    {
        declaration.ToTable("RecusalDeclarations");
        declaration.HasKey(d => d.Id);
        declaration.Property(d => d.Id).ValueGeneratedNever();
        declaration.HasIndex(d => new { d.CompetitionId, d.PersonId }).IsUnique();
        declaration.HasOne<Competition>().WithMany().HasForeignKey(d => d.CompetitionId).OnDelete(DeleteBehavior.Restrict);
    }
}
