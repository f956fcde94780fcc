using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Interview;

public enum CloseInterviewOutcome
{
    Closed = 1,
    Verified,
    Returned,
    NotFound,
    AlreadyDecided,
    SheetsMissing,

    /// <summary>A candidate has fewer valid sheets than the smallest panel: a reserve steps in, or the interview is postponed.</summary>
    TooFewSheets,

    /// <summary>Whoever closed the interview does not verify it, nor does an assessor.</summary>
    OwnWork,
    ReasonRequired,

    /// <summary>The interview has not begun.</summary>
    NotYet,
}

/// <summary>
/// The score keeper closes the interview when every sheet is in; the verifier computes again and approves, or returns it.
/// </summary>
public sealed class CloseInterview(ApprovalDb db, TaskAccess access, InterviewBoard board, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, bool Approve, string? Reason);

    public Task<CloseInterviewOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.InterviewClose }) return CloseInterviewOutcome.NotFound;
        if (task.State != TaskState.Open) return CloseInterviewOutcome.AlreadyDecided;
        var now = clock.GetUtcNow();
        if (!task.HasBegun(now)) return CloseInterviewOutcome.NotYet;
        if (!request.Approve && string.IsNullOrWhiteSpace(request.Reason)) return CloseInterviewOutcome.ReasonRequired;

        var progress = (await board.ForAsync(task.StageRunId!.Value, ct))!;
        var verifies = task.PoolDuty == Duty.ScoreVerifier;
        if (verifies && await IsOwnWorkAsync(task, progress, actor, ct)) return CloseInterviewOutcome.OwnWork;
        if (!verifies && !request.Approve) return CloseInterviewOutcome.ReasonRequired; // only the verifier can send back
        if (request.Approve && !progress.AllIn) return CloseInterviewOutcome.SheetsMissing;
        if (request.Approve && !progress.EnoughSheets) return CloseInterviewOutcome.TooFewSheets;

        task.Decide(request.Approve ? Verdict.Approve : Verdict.Return, request.Reason, mayAct: true, actor, now);
        db.Record(
            task.CompetitionId, verifies ? "interview.verified" : "interview.closed", progress.Run.Id, actor,
            $"#{task.Round} {(request.Approve ? "" : "returned ")}{string.Join(' ', progress.Rows.Select(row => $"{row.DrawNumber}:{row.Score?.Published}"))} {request.Reason}".TrimEnd(), now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return !request.Approve ? CloseInterviewOutcome.Returned : verifies ? CloseInterviewOutcome.Verified : CloseInterviewOutcome.Closed;
    });

    private async Task<bool> IsOwnWorkAsync(UserTask task, InterviewProgress progress, Actor actor, CancellationToken ct) =>
        progress.Panel.Any(member => member.PersonId == actor.PersonId)
            || await db.Set<UserTask>().AnyAsync(
                t => t.StageRunId == task.StageRunId && t.Kind == TaskKind.InterviewClose && t.Round == task.Round - 1 && t.DecidedById == actor.PersonId, ct);
}
