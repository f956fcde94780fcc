using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Scoring;

public enum CorrectScoreOutcome { Corrected = 1, Unchanged, ReasonRequired, OwnCorrection, OutOfRange }

/// <summary>
/// One candidate's score in one component as it was published, in one version. A correction is the next version with a
/// reason and a second person behind it; the old value stays (INV-19).
/// </summary>
public sealed class PublishedScore
{
    private PublishedScore() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid StageRunId { get; private set; }
    public Guid ApplicationId { get; private set; }

    /// <summary>One of <see cref="Components"/>.</summary>
    public string Component { get; private set; } = "";

    /// <summary>From 1; the highest is in force.</summary>
    public int Version { get; private set; }

    public decimal Value { get; private set; }
    public decimal FullMark { get; private set; }

    /// <summary>Share of the total in per cent.</summary>
    public decimal Weight { get; private set; }

    /// <summary>The line to reach, inclusive; null for none.</summary>
    public decimal? PassLine { get; private set; }

    /// <summary>Not recognised by the evaluation, judged on the ballots and not on the rounded value.</summary>
    public bool Vetoed { get; private set; }

    /// <summary>The sum of the sheets before trimming, where a panel scored; asked for by some tie chains.</summary>
    public decimal? Untrimmed { get; private set; }

    public Guid AuthorId { get; private set; }

    /// <summary>Who checked it; for ballots counted by the system nobody does.</summary>
    public Guid? VerifierId { get; private set; }

    /// <summary>Why this version replaces the one before; empty for the first.</summary>
    public string Reason { get; private set; } = "";

    public DateTimeOffset PublishedAt { get; private set; }

    public bool Passes => !Vetoed && !(Value < PassLine);

    public static PublishedScore First(
        Application application, Guid stageRunId, Component component, decimal value, Guid authorId, Guid? verifierId, DateTimeOffset now,
        bool vetoed = false, decimal? untrimmed = null)
    {
        if (authorId == verifierId) throw new ArgumentException("Nobody verifies their own score.", nameof(verifierId));
        return new()
        {
            Id = Guid.CreateVersion7(), CompetitionId = application.CompetitionId, StageRunId = stageRunId, ApplicationId = application.Id,
            Component = component.Key, Version = 1, Value = Rounding.Publish(value), FullMark = component.FullMark, Weight = component.Weight,
            PassLine = component.PassLine, Vetoed = vetoed, Untrimmed = untrimmed, AuthorId = authorId, VerifierId = verifierId, PublishedAt = now,
        };
    }

    /// <summary>The next version; null unless the answer is <see cref="CorrectScoreOutcome.Corrected"/>. This version is not touched.</summary>
    public (CorrectScoreOutcome Outcome, PublishedScore? Next) Correct(
        decimal value, string? reason, Guid authorId, Guid verifierId, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(reason)) return (CorrectScoreOutcome.ReasonRequired, null);
        if (authorId == verifierId) return (CorrectScoreOutcome.OwnCorrection, null);
        if (value < 0 || value > FullMark) return (CorrectScoreOutcome.OutOfRange, null);
        if (Rounding.Publish(value) == Value) return (CorrectScoreOutcome.Unchanged, null);

        return (CorrectScoreOutcome.Corrected, new()
        {
            Id = Guid.CreateVersion7(), CompetitionId = CompetitionId, StageRunId = StageRunId, ApplicationId = ApplicationId,
            Component = Component, Version = Version + 1, Value = Rounding.Publish(value), FullMark = FullMark, Weight = Weight,
            PassLine = PassLine, Vetoed = Vetoed, AuthorId = authorId, VerifierId = verifierId, Reason = reason.Trim(), PublishedAt = now,
        });
    }

    /// <summary>The versions in force of all scores of a competition.</summary>
    public static async Task<List<PublishedScore>> InForceAsync(ApprovalDb db, Guid competitionId, CancellationToken ct)
    {
        var all = await db.Set<PublishedScore>().AsNoTracking().Where(s => s.CompetitionId == competitionId).ToListAsync(ct);
        return [.. all.GroupBy(s => (s.ApplicationId, s.Component)).Select(versions => versions.MaxBy(s => s.Version)!)];
    }
}

internal sealed class PublishedScoreMapping : IEntityTypeConfiguration<PublishedScore>
{
    public void Configure(EntityTypeBuilder<PublishedScore> score)
    {
        score.ToTable("PublishedScores");
        score.HasKey(s => s.Id);
        score.Property(s => s.Id).ValueGeneratedNever();
        score.Property(s => s.Component).HasMaxLength(40);
        score.Property(s => s.Reason).HasMaxLength(1000);
        score.Ignore(s => s.Passes);
        score.HasIndex(s => new { s.ApplicationId, s.Component, s.Version }).IsUnique();
        score.HasIndex(s => s.CompetitionId);
        score.HasIndex(s => s.StageRunId);
        score.HasOne<Application>().WithMany().HasForeignKey(s => s.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
