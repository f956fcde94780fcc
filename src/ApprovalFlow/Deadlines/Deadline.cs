using ApprovalFlow.Competitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Deadlines;

/// <summary>What comes to its end. Stored; never renumber.</summary>
public enum DeadlineKind
{
    /// <summary>A user task is due.</summary>
    TaskDue = 1,
    RegistrationOpens = 2,
    RegistrationCloses = 3,
    MaterialsClose = 4,
    WithdrawalCloses = 5,
    SupplementDue = 6,
    RecheckWindow = 7,
    RechooseCloses = 8,
    ExamAt = 9,
    InterviewAt = 10,
    EvaluationAt = 11,
    InspectionMayBegin = 12,
    NoticeEnds = 13,
    TalkDue = 14,
    ProbationReminder = 15,
    ProbationEnds = 16,
    ScoreRecheckWindow = 17,
    StageDue = 18,
}

/// <summary>Stored; never renumber.</summary>
public enum DeadlineState
{
    Open = 1,

    /// <summary>Reached: acted on once, with the scheduled time on record.</summary>
    Reached = 2,
    Cancelled = 3,
}

/// <summary>
/// One instant that matters, as a row: visible, auditable, recomputed when the calendar changes. A scheduler only wakes
/// the sweep; this row is the memory. <see cref="DueAt"/> is the last instant that counts (inclusive).
/// </summary>
public sealed class Deadline
{
    private Deadline() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid? StageRunId { get; private set; }
    public Guid? TaskId { get; private set; }
    public Guid? ApplicationId { get; private set; }
    public DeadlineKind Kind { get; private set; }

    /// <summary>Where counting starts (that day itself not counted); null for an instant fixed by the plan.</summary>
    public DateOnly? FromOn { get; private set; }

    /// <summary>Working days counted from <see cref="FromOn"/>; null for an instant fixed by the plan.</summary>
    public int? WorkingDays { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    /// <summary>The calendar version that gave <see cref="DueAt"/>; empty for a fixed instant.</summary>
    public string CalendarVersion { get; private set; } = "";

    /// <summary>Counted over a year whose official schedule is not yet published.</summary>
    public bool Provisional { get; private set; }

    public DeadlineState State { get; private set; }

    /// <summary>When the sweep acted, which after an outage is later than <see cref="DueAt"/>.</summary>
    public DateTimeOffset? ReachedAt { get; private set; }

    public DateTimeOffset? RemindedAt { get; set; }
    public DateTimeOffset? EscalatedAt { get; set; }

    /// <summary>The engine's instance and activity to wake when reached; null wakes nobody.</summary>
    public Guid? InstanceId { get; private set; }
    public string? ActivityId { get; private set; }

    public int Revision { get; private set; }

    public static Deadline At(
        Guid competitionId, DeadlineKind kind, DateTimeOffset dueAt, Guid? stageRunId = null, Guid? taskId = null,
        Guid? applicationId = null, Guid? instanceId = null, string? activityId = null) => new()
        {
            Id = Guid.CreateVersion7(), CompetitionId = competitionId, Kind = kind, DueAt = dueAt, StageRunId = stageRunId,
            TaskId = taskId, ApplicationId = applicationId, InstanceId = instanceId, ActivityId = activityId,
            State = DeadlineState.Open, Revision = 1,
        };

    /// <summary>Says how the instant was counted, so that a changed calendar can recount it.</summary>
    public Deadline Counted(DateOnly fromOn, int workingDays, string calendarVersion, bool provisional)
    {
        (FromOn, WorkingDays, CalendarVersion, Provisional) = (fromOn, workingDays, calendarVersion, provisional);
        return this;
    }

    public bool Reach(DateTimeOffset now)
    {
        if (State != DeadlineState.Open || now <= DueAt) return false;
        (State, ReachedAt) = (DeadlineState.Reached, now);
        Revision++;
        return true;
    }

    public bool Cancel()
    {
        if (State != DeadlineState.Open) return false;
        State = DeadlineState.Cancelled;
        Revision++;
        return true;
    }

    /// <summary>A later end under a new calendar or by extension. Never shortens.</summary>
    public bool Lengthen(DateTimeOffset dueAt, string calendarVersion, bool provisional)
    {
        if (State != DeadlineState.Open || dueAt < DueAt) return false;
        (DueAt, CalendarVersion, Provisional) = (dueAt, calendarVersion, provisional);
        Revision++;
        return true;
    }

    /// <summary>An earlier end under a new calendar, after the leading group approved it.</summary>
    public bool Shorten(DateTimeOffset dueAt, string calendarVersion, bool provisional)
    {
        if (State != DeadlineState.Open || dueAt >= DueAt) return false;
        (DueAt, CalendarVersion, Provisional) = (dueAt, calendarVersion, provisional);
        Revision++;
        return true;
    }
}

internal sealed class DeadlineMapping : IEntityTypeConfiguration<Deadline>
{
    public void Configure(EntityTypeBuilder<Deadline> deadline)
    {
        deadline.ToTable("Deadlines");
        deadline.HasKey(d => d.Id);
        deadline.Property(d => d.Id).ValueGeneratedNever();
        deadline.Property(d => d.CalendarVersion).HasMaxLength(60);
        deadline.Property(d => d.ActivityId).HasMaxLength(200);
        deadline.Property(d => d.Revision).IsConcurrencyToken();
        deadline.HasIndex(d => new { d.State, d.DueAt });
        deadline.HasIndex(d => d.CompetitionId);
        deadline.HasIndex(d => d.StageRunId);
        deadline.HasOne<Competition>().WithMany().HasForeignKey(d => d.CompetitionId).OnDelete(DeleteBehavior.Restrict);
    }
}
