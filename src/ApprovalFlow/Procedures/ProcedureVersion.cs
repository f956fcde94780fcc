using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Procedures;

/// <summary>Where a version of a procedure stands. Stored; never renumber.</summary>
public enum ProcedureState
{
    /// <summary>Being drawn; may change.</summary>
    Draft = 1,

    /// <summary>Checked and waiting for somebody other than its author.</summary>
    AwaitingApproval = 2,

    /// <summary>Immutable; competitions may be run on it.</summary>
    Published = 3,

    /// <summary>Readable for ever; no new competition may use it.</summary>
    Withdrawn = 4,
}

/// <summary>
/// One version of a unit's way of holding a competition (办法): its drawing is an Elsa definition stored with the engine
/// under the same <see cref="Id"/>. A published version never changes; a competition is pinned to one.
/// </summary>
public sealed class ProcedureVersion
{
    private ProcedureVersion() { }

    /// <summary>The engine's definition version id.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Shared by all versions of the procedure.</summary>
    public string DefinitionId { get; private set; } = "";

    /// <summary>The unit that owns it; null for a template that every unit may use.</summary>
    public Guid? UnitId { get; private set; }

    public int Version { get; private set; }
    public string Name { get; set; } = "";
    public string NameEn { get; set; } = "";
    public ProcedureState State { get; set; }

    /// <summary>SHA-256 of the definition as stored, fixed at publication.</summary>
    public string Hash { get; set; } = "";

    /// <summary>Who began it; everybody who drew on it is named by the <see cref="ProcedureDraft"/>.</summary>
    public Guid? AuthorId { get; private set; }

    /// <summary>The version it was copied from; null for one begun from a file or from nothing.</summary>
    public string? BasedOnId { get; private set; }

    public Guid? SubmitterId { get; internal set; }
    public DateTimeOffset? SubmittedAt { get; internal set; }

    /// <summary>Why it was given back for more work, last; empty when it never was.</summary>
    public string ReturnReason { get; internal set; } = "";

    public Guid? ApproverId { get; set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public DateTimeOffset? WithdrawnAt { get; internal set; }
    public string WithdrawReason { get; internal set; } = "";

    /// <summary>Under which subject the record keeps what happened to it.</summary>
    public Guid TrailId => TrailIdOf(Id);

    public static ProcedureVersion Draft(
        string id, string definitionId, Guid? unitId, int version, string name, string nameEn, Guid? authorId, DateTimeOffset now,
        string? basedOn = null) => new()
        {
            Id = id, DefinitionId = definitionId, UnitId = unitId, Version = version, Name = name, NameEn = nameEn,
            State = ProcedureState.Draft, AuthorId = authorId, CreatedAt = now, BasedOnId = basedOn,
        };

    /// <summary>Version ids are texts, subjects of the record are not: the first half of the id's hash.</summary>
    public static Guid TrailIdOf(string versionId) => new(SHA256.HashData(Encoding.UTF8.GetBytes(versionId)).AsSpan(0, 16));
}

internal sealed class ProcedureVersionMapping : IEntityTypeConfiguration<ProcedureVersion>
{
    public void Configure(EntityTypeBuilder<ProcedureVersion> version)
    {
        version.ToTable("ProcedureVersions");
        version.HasKey(v => v.Id);
        version.Property(v => v.Id).HasMaxLength(200).ValueGeneratedNever();
        version.Property(v => v.DefinitionId).HasMaxLength(200);
        version.Property(v => v.Name).HasMaxLength(200);
        version.Property(v => v.NameEn).HasMaxLength(200);
        version.Property(v => v.Hash).HasMaxLength(64);
        version.Property(v => v.BasedOnId).HasMaxLength(200);
        version.Property(v => v.ReturnReason).HasMaxLength(1000);
        version.Property(v => v.WithdrawReason).HasMaxLength(1000);
        version.Ignore(v => v.TrailId);
        version.Property(v => v.State).IsConcurrencyToken();
        version.HasIndex(v => new { v.DefinitionId, v.Version }).IsUnique();
        version.HasIndex(v => v.UnitId);
    }
}
