using System.Security.Cryptography;
using System.Text;
using ApprovalFlow.Applications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Stages.FourChecks;

public enum SignIntegrityOutcome { Recorded = 1, Refused, NotFound, AlreadySigned, TextRequired, TextChanged, SamePerson, SecretaryFirst, ReasonRequired }

/// <summary>
/// The conclusive opinion on one subject's integrity (廉洁自律结论性意见), under two signatures by different people: the
/// party secretary, who words it, and the head of the discipline body.
/// </summary>
public sealed class IntegrityOpinion
{
    private IntegrityOpinion() { }

    public Guid StageRunId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public Guid CompetitionId { get; private set; }
    public string Text { get; private set; } = "";

    /// <summary>SHA-256 of the text: what both signatures are under.</summary>
    public string ContentHash { get; private set; } = "";

    public Guid? SecretaryId { get; private set; }
    public DateTimeOffset? SecretarySignedAt { get; private set; }
    public Guid? DisciplineId { get; private set; }
    public DateTimeOffset? DisciplineSignedAt { get; private set; }

    /// <summary>Why one of the two would not sign; the subject is then not proposed.</summary>
    public string RefusedReason { get; private set; } = "";
    public DateTimeOffset? RefusedAt { get; private set; }
    public int Revision { get; private set; }

    public bool IsComplete => SecretarySignedAt is not null && DisciplineSignedAt is not null;
    public bool IsRefused => RefusedAt is not null;

    public static IntegrityOpinion Ask(StageRun run, Guid applicationId) => new()
    {
        StageRunId = run.Id, ApplicationId = applicationId, CompetitionId = run.CompetitionId, Revision = 1,
    };

    public SignIntegrityOutcome SignAsSecretary(string? text, Actor actor, DateTimeOffset now)
    {
        if (SecretarySignedAt is not null || IsRefused) return SignIntegrityOutcome.AlreadySigned;
        if (string.IsNullOrWhiteSpace(text)) return SignIntegrityOutcome.TextRequired;
        if (actor.PersonId == DisciplineId) return SignIntegrityOutcome.SamePerson;

        (Text, SecretaryId, SecretarySignedAt) = (text.Trim(), actor.PersonId, now);
        ContentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
        Revision++;
        return SignIntegrityOutcome.Recorded;
    }

    public SignIntegrityOutcome SignAsDiscipline(string hashSeen, Actor actor, DateTimeOffset now)
    {
        if (DisciplineSignedAt is not null || IsRefused) return SignIntegrityOutcome.AlreadySigned;
        if (SecretarySignedAt is null) return SignIntegrityOutcome.SecretaryFirst;
        if (actor.PersonId == SecretaryId) return SignIntegrityOutcome.SamePerson;
        if (hashSeen != ContentHash) return SignIntegrityOutcome.TextChanged;

        (DisciplineId, DisciplineSignedAt) = (actor.PersonId, now);
        Revision++;
        return SignIntegrityOutcome.Recorded;
    }

    /// <summary>One of the two will not sign and says why.</summary>
    public SignIntegrityOutcome Refuse(string? reason, DateTimeOffset now)
    {
        if (IsComplete || IsRefused) return SignIntegrityOutcome.AlreadySigned;
        if (string.IsNullOrWhiteSpace(reason)) return SignIntegrityOutcome.ReasonRequired;
        (RefusedReason, RefusedAt) = (reason.Trim(), now);
        Revision++;
        return SignIntegrityOutcome.Refused;
    }
}

internal sealed class IntegrityOpinionMapping : IEntityTypeConfiguration<IntegrityOpinion>
{
    public void Configure(EntityTypeBuilder<IntegrityOpinion> opinion)
    {
        opinion.ToTable("IntegrityOpinions");
        opinion.HasKey(o => new { o.StageRunId, o.ApplicationId });
        opinion.Property(o => o.Text).HasMaxLength(4000);
        opinion.Property(o => o.ContentHash).HasMaxLength(64);
        opinion.Property(o => o.RefusedReason).HasMaxLength(1000);
        opinion.Property(o => o.Revision).IsConcurrencyToken();
        opinion.Ignore(o => o.IsComplete);
        opinion.Ignore(o => o.IsRefused);
        opinion.HasOne<StageRun>().WithMany().HasForeignKey(o => o.StageRunId).OnDelete(DeleteBehavior.Restrict);
        opinion.HasOne<Application>().WithMany().HasForeignKey(o => o.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
