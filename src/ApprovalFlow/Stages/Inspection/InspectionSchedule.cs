using ApprovalFlow.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Stages.Inspection;

/// <summary>When the inspection of one run of the stage takes place and what for, as the published notice (考察预告) says.</summary>
public sealed class InspectionSchedule
{
    private InspectionSchedule() { }

    /// <summary>The stage run: one schedule each.</summary>
    public Guid StageRunId { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid NoticeId { get; private set; }

    /// <summary>考察任务.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>First day of the inspection; nothing is inspected before.</summary>
    public DateOnly BeginsOn { get; private set; }

    /// <summary>Last day, inclusive.</summary>
    public DateOnly EndsOn { get; private set; }

    public static InspectionSchedule Of(StageRun run, Notice notice, string purpose, DateOnly beginsOn, DateOnly endsOn) => new()
    {
        StageRunId = run.Id, CompetitionId = run.CompetitionId, NoticeId = notice.Id, Purpose = purpose, BeginsOn = beginsOn, EndsOn = endsOn,
    };
}

/// <summary>
/// 递补: the next by rank in the same post takes the place of a subject who left, once per post and only before the
/// inspection notice is published.
/// </summary>
public sealed class InspectionFillIn
{
    private InspectionFillIn() { }

    public Guid StageRunId { get; private set; }

    /// <summary>With the stage run the key: one fill-in per post.</summary>
    public Guid PostId { get; private set; }
    public Guid OutId { get; private set; }
    public Guid InId { get; private set; }

    /// <summary>The leading group's reason.</summary>
    public string Reason { get; private set; } = "";
    public Guid ById { get; private set; }
    public DateTimeOffset At { get; private set; }

    public static InspectionFillIn Of(Guid stageRunId, Guid postId, Guid outId, Guid inId, string reason, Actor actor, DateTimeOffset now) => new()
    {
        StageRunId = stageRunId, PostId = postId, OutId = outId, InId = inId, Reason = reason, ById = actor.PersonId, At = now,
    };
}

internal sealed class InspectionScheduleMapping : IEntityTypeConfiguration<InspectionSchedule>, IEntityTypeConfiguration<InspectionFillIn>
{
    public void Configure(EntityTypeBuilder<InspectionSchedule> schedule)
    {
        schedule.ToTable("InspectionSchedules");
        schedule.HasKey(s => s.StageRunId);
        schedule.Property(s => s.StageRunId).ValueGeneratedNever();
        schedule.Property(s => s.Purpose).HasMaxLength(1000);
        schedule.HasOne<StageRun>().WithMany().HasForeignKey(s => s.StageRunId).OnDelete(DeleteBehavior.Restrict);
        schedule.HasOne<Notice>().WithMany().HasForeignKey(s => s.NoticeId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<InspectionFillIn> fillIn)
    {
        fillIn.ToTable("InspectionFillIns");
        fillIn.HasKey(f => new { f.StageRunId, f.PostId });
        fillIn.Property(f => f.Reason).HasMaxLength(1000);
        fillIn.HasOne<StageRun>().WithMany().HasForeignKey(f => f.StageRunId).OnDelete(DeleteBehavior.Restrict);
    }
}
