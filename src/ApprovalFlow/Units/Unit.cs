using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Units;

/// <summary>An organisation that runs its own competitions (单位), in the tree of units.</summary>
public sealed class Unit
{
    private Unit() { }

    public Guid Id { get; private set; }
    public Guid? ParentId { get; private set; }

    /// <summary>kebab-case ASCII, never renamed: appears in addresses and file names.</summary>
    public string Slug { get; private set; } = "";

    public string Name { get; set; } = "";
    public string NameEn { get; set; } = "";

    /// <summary>How the unit's party committee or party group is called in documents, e.g. "中共××厅党组".</summary>
    public string PartyGroupName { get; set; } = "";

    /// <summary>Contact of the unit's discipline office, printed in announcements and notices.</summary>
    public string SupervisionPhone { get; set; } = "";
    public string ContactAddress { get; set; } = "";
    public string ContactEmail { get; set; } = "";

    /// <summary>Slugs from the root, e.g. "/province/civil-affairs/": a unit's whole subtree shares its prefix.</summary>
    public string Path { get; private set; } = "";

    public static Unit Found(string slug, string name, string nameEn, Unit? parent) => new()
    {
        Id = Guid.CreateVersion7(), ParentId = parent?.Id, Slug = slug, Name = name, NameEn = nameEn,
        Path = $"{parent?.Path ?? "/"}{slug}/",
    };
}

internal sealed class UnitMapping : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.ToTable("Units");
        unit.HasKey(u => u.Id);
        unit.Property(u => u.Id).ValueGeneratedNever();
        unit.Property(u => u.Slug).HasMaxLength(60);
        unit.Property(u => u.Name).HasMaxLength(120);
        unit.Property(u => u.NameEn).HasMaxLength(120);
        unit.Property(u => u.PartyGroupName).HasMaxLength(120);
        unit.Property(u => u.SupervisionPhone).HasMaxLength(60);
        unit.Property(u => u.ContactAddress).HasMaxLength(200);
        unit.Property(u => u.ContactEmail).HasMaxLength(200);
        unit.Property(u => u.Path).HasMaxLength(400);
        unit.HasIndex(u => u.Path).IsUnique();
        unit.HasOne<Unit>().WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}
