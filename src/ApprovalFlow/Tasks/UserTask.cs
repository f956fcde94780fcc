using ApprovalFlow.Competitions;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Tasks;

/// <summary>Stored; never renumber.</summary>
public enum TaskState
{
    Open = 1,
    Done = 2,

    /// <summary>No longer needed: the stage moved on, the candidate withdrew, the person was relieved.</summary>
    Withdrawn = 3,
}

/// <summary>How a task was answered. Stored; never renumber.</summary>
public enum Verdict
{
    /// <summary>通过 / 同意 / 已办.</summary>
    Approve = 1,

    /// <summary>退回补充: may come again.</summary>
    Return = 2,

    /// <summary>不通过: final for this task.</summary>
    Reject = 3,

    /// <summary>Done; there was nothing to approve.</summary>
    Complete = 4,
}

public enum DecideTaskOutcome
{
    Recorded = 1,
    NotFound,
    NotYours,
    AlreadyDecided,
    Withdrawn,
    TooLate,
    ReasonRequired,
    Conflict,

    /// <summary>What the task is about has not begun.</summary>
    NotYet,
}

public enum ClaimTaskOutcome { Claimed = 1, Released, NotFound, NotPooled, TakenByOther, NotYours, Conflict }

/// <summary>
/// One question put to one person, or to everybody with a duty, about one competition or one candidate; answered at
/// most once. A returned question comes back as a new task with the next round.
/// </summary>
public sealed class UserTask
{
    private UserTask() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }

    /// <summary>The stage run that asks; null for tasks outside the procedure (plan approval, objections).</summary>
    public Guid? StageRunId { get; private set; }

    public TaskKind Kind { get; private set; }

    /// <summary>What it is about besides the competition: an application, a post, a meeting, an objection.</summary>
    public Guid? SubjectId { get; private set; }

    /// <summary>Shown in lists, e.g. the candidate's name or the post; never more than the assignee may know.</summary>
    public string SubjectLabel { get; private set; } = "";

    /// <summary>From 1; which answers count after a return is told by the highest round.</summary>
    public int Round { get; private set; }

    /// <summary>The one person who must answer; null while in a pool.</summary>
    public Guid? AssigneeId { get; private set; }

    /// <summary>Everybody with this duty in the competition may claim it; null when it was never pooled.</summary>
    public Duty? PoolDuty { get; private set; }

    /// <summary>Everybody with this role in the unit may claim it; null when it was never pooled by role.</summary>
    public Role? PoolRole { get; private set; }

    public TaskState State { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>The first instant that is not too early (inclusive): the hour the plan gives; null when it may be answered at once.</summary>
    public DateTimeOffset? NotBefore { get; private set; }

    /// <summary>The last instant that is in time (inclusive); null when nothing is due.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>True when answers after <see cref="DueAt"/> are refused; otherwise they are late but count.</summary>
    public bool DueIsFinal { get; private set; }

    public Verdict? Verdict { get; private set; }
    public string Comment { get; private set; } = "";
    public Guid? DecidedById { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Raised by every change; the concurrency token.</summary>
    public int Revision { get; private set; }

    public static UserTask Open(
        Guid competitionId, Guid? stageRunId, TaskKind kind, Guid? subjectId, string subjectLabel, int round,
        Guid? assigneeId, Duty? poolDuty, Role? poolRole, DateTimeOffset? dueAt, bool dueIsFinal, DateTimeOffset now,
        DateTimeOffset? notBefore = null)
    {
        if (assigneeId is null && poolDuty is null && poolRole is null)
            throw new ArgumentException("A task needs an assignee or a pool.", nameof(assigneeId));
        return new()
        {
            Id = Guid.CreateVersion7(), CompetitionId = competitionId, StageRunId = stageRunId, Kind = kind,
            SubjectId = subjectId, SubjectLabel = subjectLabel, Round = round, AssigneeId = assigneeId,
            PoolDuty = poolDuty, PoolRole = poolRole, DueAt = dueAt, DueIsFinal = dueIsFinal,
            NotBefore = notBefore, State = TaskState.Open, OpenedAt = now, Revision = 1,
        };
    }

    /// <summary>False until the hour has come.</summary>
    public bool HasBegun(DateTimeOffset now) => NotBefore is not { } begins || now >= begins;

    public bool IsPooled => PoolDuty is not null || PoolRole is not null;

    /// <summary>Says no before it changes anything. <paramref name="mayAct"/>: the actor is the assignee, or of the pool and it is unclaimed.</summary>
    public DecideTaskOutcome Decide(Verdict verdict, string? comment, bool mayAct, Actor actor, DateTimeOffset now)
    {
        if (!Enum.IsDefined(verdict)) throw new ArgumentOutOfRangeException(nameof(verdict));
        if (!mayAct) return DecideTaskOutcome.NotYours;
        if (State == TaskState.Done) return DecideTaskOutcome.AlreadyDecided;
        if (State == TaskState.Withdrawn) return DecideTaskOutcome.Withdrawn;
        if (!HasBegun(now)) return DecideTaskOutcome.NotYet;
        if (DueIsFinal && now > DueAt) return DecideTaskOutcome.TooLate;
        if (verdict is Tasks.Verdict.Return or Tasks.Verdict.Reject && string.IsNullOrWhiteSpace(comment))
            return DecideTaskOutcome.ReasonRequired;

        State = TaskState.Done;
        (Verdict, Comment, DecidedById, DecidedAt) = (verdict, comment?.Trim() ?? "", actor.PersonId, now);
        Revision++;
        return DecideTaskOutcome.Recorded;
    }

    public ClaimTaskOutcome Claim(bool isOfPool, Actor actor)
    {
        if (!IsPooled) return ClaimTaskOutcome.NotPooled;
        if (!isOfPool) return ClaimTaskOutcome.NotYours;
        if (State != TaskState.Open) return ClaimTaskOutcome.NotFound;
        if (AssigneeId == actor.PersonId) return ClaimTaskOutcome.Claimed;
        if (AssigneeId is not null) return ClaimTaskOutcome.TakenByOther;
        AssigneeId = actor.PersonId;
        Revision++;
        return ClaimTaskOutcome.Claimed;
    }

    public ClaimTaskOutcome Release(Actor actor)
    {
        if (!IsPooled) return ClaimTaskOutcome.NotPooled;
        if (State != TaskState.Open) return ClaimTaskOutcome.NotFound;
        if (AssigneeId != actor.PersonId) return ClaimTaskOutcome.NotYours;
        AssigneeId = null;
        Revision++;
        return ClaimTaskOutcome.Released;
    }

    /// <summary>Takes a pooled task from whoever has it and must not: anyone else of the pool may claim it.</summary>
    public bool BackToPool()
    {
        if (State != TaskState.Open || AssigneeId is null || !IsPooled) return false;
        AssigneeId = null;
        Revision++;
        return true;
    }

    public bool Reassign(Guid personId)
    {
        if (State != TaskState.Open) return false;
        AssigneeId = personId;
        Revision++;
        return true;
    }

    /// <summary>Takes the question back; no answer will be accepted.</summary>
    public bool Withdraw()
    {
        if (State != TaskState.Open) return false;
        State = TaskState.Withdrawn;
        Revision++;
        return true;
    }

    /// <summary>Deadlines are only ever lengthened here; shortening needs an approval of its own.</summary>
    public bool Extend(DateTimeOffset dueAt)
    {
        if (State != TaskState.Open || dueAt <= DueAt) return false;
        DueAt = dueAt;
        Revision++;
        return true;
    }

    /// <summary>An earlier due date under a new calendar, after the leading group approved it.</summary>
    public bool Shorten(DateTimeOffset dueAt)
    {
        if (State != TaskState.Open || dueAt >= DueAt) return false;
        DueAt = dueAt;
        Revision++;
        return true;
    }
}

internal sealed class UserTaskMapping : IEntityTypeConfiguration<UserTask>
{
    public void Configure(EntityTypeBuilder<UserTask> task)
    {
        task.ToTable("UserTasks");
        task.HasKey(t => t.Id);
        task.Property(t => t.Id).ValueGeneratedNever();
        task.Property(t => t.SubjectLabel).HasMaxLength(200);
        task.Property(t => t.Comment).HasMaxLength(4000);
        task.Property(t => t.Revision).IsConcurrencyToken();
        task.Ignore(t => t.IsPooled);
        task.HasIndex(t => new { t.AssigneeId, t.State, t.DueAt });
        task.HasIndex(t => new { t.CompetitionId, t.State });
        task.HasIndex(t => new { t.StageRunId, t.Kind });
        task.HasIndex(t => new { t.PoolDuty, t.State });
        task.HasIndex(t => new { t.PoolRole, t.State });
        task.HasIndex(t => new { t.DecidedById, t.DecidedAt });
        task.HasOne<Competition>().WithMany().HasForeignKey(t => t.CompetitionId).OnDelete(DeleteBehavior.Restrict);
    }
}
