using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Infrastructure;

/// <summary>A key that protects sign-in cookies and form tokens, kept here so that every node reads the same ones.</summary>
public sealed class ProtectionKey
{
    private ProtectionKey() { }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string Xml { get; private set; } = "";

    public static ProtectionKey Of(string name, string xml) => new() { Id = Guid.CreateVersion7(), Name = name, Xml = xml };
}

internal sealed class ProtectionKeyMapping : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> key)
    {
        key.ToTable("ProtectionKeys");
        key.HasKey(k => k.Id);
        key.Property(k => k.Id).ValueGeneratedNever();
        key.Property(k => k.Name).HasMaxLength(200);
    }
}
