using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Interview;

public enum ReplaceAssessorOutcome
{
    Replaced = 1,

    /// <summary>Relieved without a replacement; the panel is still large enough.</summary>
    Relieved,
    NotFound,
    AlreadyScored,
    NotAReserve,
    BelowSmallestPanel,
    ReasonRequired,
}

/// <summary>On the day a panel member is absent or recused: a reserve steps in, or the panel goes on without, down to its smallest size.</summary>
public sealed class ReplaceAssessor(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    /// <summary><paramref name="ReserveId"/> null: nobody steps in.</summary>
    public sealed record Request(Guid CloseTaskId, Guid AssessorId, Guid? ReserveId, string? Reason);

    public Task<ReplaceAssessorOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var close = await access.FindAsync(request.CloseTaskId, actor, ct);
        if (close is not { Kind: TaskKind.InterviewClose, State: TaskState.Open, PoolDuty: Duty.ScoreKeeper }) return ReplaceAssessorOutcome.NotFound;
        if (string.IsNullOrWhiteSpace(request.Reason)) return ReplaceAssessorOutcome.ReasonRequired;

        var panel = await db.Set<Assignment>()
            .Where(a => a.CompetitionId == close.CompetitionId && a.RelievedAt == null && (a.Duty == Duty.PanelMember || a.Duty == Duty.PanelReserve)).ToListAsync(ct);
        var leaving = panel.Find(a => a.PersonId == request.AssessorId && a.Duty == Duty.PanelMember);
        if (leaving is null) return ReplaceAssessorOutcome.NotFound;
        if (await db.Set<ScoreSheet>().AnyAsync(s => s.StageRunId == close.StageRunId && s.AssessorId == request.AssessorId && s.State == ScoreSheetState.Sealed, ct))
            return ReplaceAssessorOutcome.AlreadyScored;

        var reserve = panel.Find(a => a.PersonId == request.ReserveId && a.Duty == Duty.PanelReserve);
        if (request.ReserveId is not null && reserve is null) return ReplaceAssessorOutcome.NotAReserve;
        var run = await db.Set<StageRun>().SingleAsync(r => r.Id == close.StageRunId, ct);
        var left = panel.Count(a => a.Duty == Duty.PanelMember) - 1;
        if (reserve is null && left < run.Settings<InterviewSettings>().MinPanel) return ReplaceAssessorOutcome.BelowSmallestPanel;

        var now = clock.GetUtcNow();
        leaving.Relieve(request.Reason.Trim(), now);
        var task = await db.Set<UserTask>().SingleOrDefaultAsync(
            t => t.StageRunId == run.Id && t.Kind == TaskKind.InterviewSheet && t.AssigneeId == request.AssessorId && t.State == TaskState.Open, ct);
        task?.Withdraw();
        if (reserve is not null)
        {
            reserve.Relieve("stepped in as panel member", now);
            db.Add(Assignment.Of(close.CompetitionId, reserve.PersonId, Duty.PanelMember));
            db.Add(UserTask.Open(
                close.CompetitionId, run.Id, TaskKind.InterviewSheet, run.Id, close.SubjectLabel, 1, reserve.PersonId, null, null, close.DueAt, dueIsFinal: false, now, close.NotBefore));
        }

        db.Record(close.CompetitionId, "assessor.replaced", request.AssessorId, actor, $"by {reserve?.PersonId.ToString() ?? "nobody"}: {request.Reason}", now);
        await db.SaveChangesAsync(ct);
        return reserve is null ? ReplaceAssessorOutcome.Relieved : ReplaceAssessorOutcome.Replaced;
    });
}

public enum MarkAbsentOutcome
{
    Marked = 1,
    NotFound,
    AlreadyScored,
    ReasonRequired,

    /// <summary>The interview has not begun: nobody can have stayed away.</summary>
    NotYet,
}

/// <summary>The score keeper records that a candidate did not appear; nobody is asked for sheets about them any more.</summary>
public sealed class MarkCandidateAbsent(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    public sealed record Request(Guid CloseTaskId, Guid ApplicationId, string? Reason);

    public Task<MarkAbsentOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var close = await access.FindAsync(request.CloseTaskId, actor, ct);
        if (close is not { Kind: TaskKind.InterviewClose, State: TaskState.Open, PoolDuty: Duty.ScoreKeeper }) return MarkAbsentOutcome.NotFound;
        var now = clock.GetUtcNow();
        if (!close.HasBegun(now)) return MarkAbsentOutcome.NotYet;
        if (string.IsNullOrWhiteSpace(request.Reason)) return MarkAbsentOutcome.ReasonRequired;
        var seat = await db.Set<InterviewSeat>().SingleOrDefaultAsync(s => s.StageRunId == close.StageRunId && s.ApplicationId == request.ApplicationId, ct);
        if (seat is null) return MarkAbsentOutcome.NotFound;
        if (await db.Set<ScoreSheet>().AnyAsync(s => s.StageRunId == close.StageRunId && s.ApplicationId == seat.ApplicationId && s.State == ScoreSheetState.Sealed, ct))
            return MarkAbsentOutcome.AlreadyScored;

        seat.MarkAbsent(request.Reason.Trim());
        db.Record(close.CompetitionId, "interview.absent", seat.ApplicationId, actor, $"#{seat.DrawNumber}: {request.Reason}", now);
        await db.SaveChangesAsync(ct);
        return MarkAbsentOutcome.Marked;
    });
}
