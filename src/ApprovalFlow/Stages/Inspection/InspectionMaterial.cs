using System.Text.Json;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Stages.Inspection;

/// <summary>Stored; never renumber.</summary>
public enum MaterialState
{
    /// <summary>The leader is writing.</summary>
    Draft = 1,

    /// <summary>Put before the team; every member signs this very text.</summary>
    AwaitingSignatures = 2,

    /// <summary>Signed by the whole team; never changes again.</summary>
    Final = 3,
}

public enum SubmitMaterialOutcome
{
    Submitted = 1, Saved, NotFound, AlreadySubmitted, NotBegun, SectionMissing, ShortcomingsRequired, TalksImpossible, CoverageTooLow, ReasonRequired, TeamTooSmall,
}

public enum SignMaterialOutcome { Recorded = 1, Returned, NotFound, AlreadySigned, TextChanged, ReasonRequired }

/// <summary>
/// The inspection material about one candidate in one run. Written by the leader, signed by every member of the team
/// under the hash of its text; a changed text is a new version and needs every signature again.
/// </summary>
public sealed class InspectionMaterial
{
    private InspectionMaterial() { }

    public Guid Id { get; private set; }
    public Guid StageRunId { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public MaterialState State { get; private set; }
    public string TextJson { get; private set; } = "{}";

    /// <summary>From 1; raised each time it is put before the team.</summary>
    public int Version { get; private set; }

    /// <summary>SHA-256 of the text last put before the team; empty before.</summary>
    public string ContentHash { get; private set; } = "";

    public Guid AuthorId { get; private set; }
    public DateTimeOffset SavedAt { get; private set; }
    public DateTimeOffset? SignedAt { get; private set; }
    public int Revision { get; private set; }

    public MaterialText Text => JsonSerializer.Deserialize<MaterialText>(TextJson, Competition.Json)!;

    public static InspectionMaterial Begin(StageRun run, Application subject, MaterialText text, Actor author, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), StageRunId = run.Id, CompetitionId = run.CompetitionId, ApplicationId = subject.Id,
        State = MaterialState.Draft, TextJson = text.ToJson(), AuthorId = author.PersonId, SavedAt = now, Revision = 1,
    };

    public bool Save(MaterialText text, Actor author, DateTimeOffset now)
    {
        if (State != MaterialState.Draft) return false;
        (TextJson, AuthorId, SavedAt) = (text.ToJson(), author.PersonId, now);
        Revision++;
        return true;
    }

    /// <summary>Puts the saved text before the team as the next version.</summary>
    public bool Submit()
    {
        if (State != MaterialState.Draft) return false;
        State = MaterialState.AwaitingSignatures;
        ContentHash = Text.Hash();
        Version++;
        Revision++;
        return true;
    }

    /// <summary>A member does not sign this text: the leader writes again. Signatures given so far are under a text that is no longer current.</summary>
    public bool Return()
    {
        if (State != MaterialState.AwaitingSignatures) return false;
        State = MaterialState.Draft;
        Revision++;
        return true;
    }

    /// <summary>The last signature is in.</summary>
    public bool Complete(DateTimeOffset now)
    {
        if (State != MaterialState.AwaitingSignatures) return false;
        (State, SignedAt) = (MaterialState.Final, now);
        Revision++;
        return true;
    }

    /// <summary>Makes two signatures at the same instant see each other, so that the last one completes the material.</summary>
    public void Touch() => Revision++;
}

/// <summary>One member's signature under one version of one material; asked for when unsigned.</summary>
public sealed class InspectionSignature
{
    private InspectionSignature() { }

    public Guid Id { get; private set; }
    public Guid MaterialId { get; private set; }
    public int Version { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>The hash of the text that was signed.</summary>
    public string ContentHash { get; private set; } = "";
    public DateTimeOffset? SignedAt { get; private set; }

    public static InspectionSignature Asked(InspectionMaterial material, Guid personId) => new()
    {
        Id = Guid.CreateVersion7(), MaterialId = material.Id, Version = material.Version, PersonId = personId, ContentHash = material.ContentHash,
    };

    /// <summary>Signs what was seen; refuses when it is not the current text, or already signed.</summary>
    public SignMaterialOutcome Sign(InspectionMaterial material, string hashSeen, DateTimeOffset now)
    {
        var current = material.State == MaterialState.AwaitingSignatures && material.Version == Version;
        if (!current || hashSeen != material.ContentHash) return SignMaterialOutcome.TextChanged;
        if (SignedAt is not null) return SignMaterialOutcome.AlreadySigned;
        SignedAt = now;
        return SignMaterialOutcome.Recorded;
    }
}

internal sealed class InspectionMaterialMapping : IEntityTypeConfiguration<InspectionMaterial>, IEntityTypeConfiguration<InspectionSignature>
{
    public void Configure(EntityTypeBuilder<InspectionMaterial> material)
    {
        material.ToTable("InspectionMaterials");
        material.HasKey(m => m.Id);
        material.Property(m => m.Id).ValueGeneratedNever();
        material.Property(m => m.ContentHash).HasMaxLength(64);
        material.Property(m => m.Revision).IsConcurrencyToken();
        material.Ignore(m => m.Text);
        material.HasIndex(m => new { m.StageRunId, m.ApplicationId }).IsUnique();
        material.HasIndex(m => m.ApplicationId);
        material.HasOne<StageRun>().WithMany().HasForeignKey(m => m.StageRunId).OnDelete(DeleteBehavior.Restrict);
        material.HasOne<Application>().WithMany().HasForeignKey(m => m.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<InspectionSignature> signature)
    {
        signature.ToTable("InspectionSignatures");
        signature.HasKey(s => s.Id);
        signature.Property(s => s.Id).ValueGeneratedNever();
        signature.Property(s => s.ContentHash).HasMaxLength(64);
        signature.HasIndex(s => new { s.MaterialId, s.Version, s.PersonId }).IsUnique();
        signature.HasOne<InspectionMaterial>().WithMany().HasForeignKey(s => s.MaterialId).OnDelete(DeleteBehavior.Cascade);
    }
}
