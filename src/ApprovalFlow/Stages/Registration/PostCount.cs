using ApprovalFlow.Competitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Stages.Registration;

/// <summary>
/// How one post stood at one close of registration, and what the leading group ruled where that was too few. A later
/// withdrawal does not reopen what was settled at the close.
/// </summary>
public sealed class PostCount
{
    private PostCount() { }

    public Guid Id { get; private set; }
    public Guid StageRunId { get; private set; }
    public Guid PostId { get; private set; }

    /// <summary>1 at the close of registration, 2 at the close of its one extension.</summary>
    public int Round { get; private set; }
    public DateTimeOffset CountedAt { get; private set; }
    public int Applicants { get; private set; }
    public int Quota { get; private set; }

    /// <summary>Applicants needed for the opening ratio.</summary>
    public int Required { get; private set; }

    /// <summary>The question to the leading group; null when there were enough.</summary>
    public Guid? TaskId { get; private set; }

    public PostMeasure? Measure { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>Applicants when it was ruled: some may have withdrawn since the close.</summary>
    public int? ApplicantsWhenRuled { get; private set; }

    /// <summary>For <see cref="PostMeasure.Reduce"/>: the number ruled.</summary>
    public int? NewQuota { get; private set; }
    public Guid? RuledById { get; private set; }
    public DateTimeOffset? RuledAt { get; private set; }

    /// <summary>When the stage carried the ruling out.</summary>
    public DateTimeOffset? AppliedAt { get; private set; }

    /// <summary>Until when the post is open again, or its applicants may choose another one.</summary>
    public DateTimeOffset? OpenUntil { get; private set; }

    public int Revision { get; private set; }

    public bool Enough => Applicants >= Required;

    internal static PostCount At(StageRun run, Post post, int round, int applicants, int required, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), StageRunId = run.Id, PostId = post.Id, Round = round, CountedAt = now,
        Applicants = applicants, Quota = post.Quota, Required = required, Revision = 1,
    };

    internal void AskedBy(Guid taskId) => TaskId = taskId;

    internal bool Rule(PostMeasure measure, int? newQuota, int applicants, string reason, Actor actor, DateTimeOffset now)
    {
        if (Measure is not null) return false;
        (Measure, NewQuota, ApplicantsWhenRuled, Reason, RuledById, RuledAt) =
            (measure, measure == PostMeasure.Reduce ? newQuota : null, applicants, reason, actor.PersonId, now);
        Revision++;
        return true;
    }

    internal void Apply(DateTimeOffset? openUntil, DateTimeOffset now)
    {
        (AppliedAt, OpenUntil) = (now, openUntil);
        Revision++;
    }
}

internal sealed class PostCountMapping : IEntityTypeConfiguration<PostCount>
{
    public void Configure(EntityTypeBuilder<PostCount> count)
    {
        count.ToTable("PostCounts");
        count.HasKey(c => c.Id);
        count.Property(c => c.Id).ValueGeneratedNever();
        count.Property(c => c.Reason).HasMaxLength(1000);
        count.Property(c => c.Revision).IsConcurrencyToken();
        count.Ignore(c => c.Enough);
        count.HasIndex(c => new { c.StageRunId, c.PostId, c.Round }).IsUnique();
        count.HasIndex(c => c.TaskId);
        count.HasOne<StageRun>().WithMany().HasForeignKey(c => c.StageRunId).OnDelete(DeleteBehavior.Restrict);
        count.HasOne<Post>().WithMany().HasForeignKey(c => c.PostId).OnDelete(DeleteBehavior.Restrict);
    }
}
