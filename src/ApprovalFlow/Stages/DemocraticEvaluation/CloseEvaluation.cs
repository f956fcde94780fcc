using ApprovalFlow.Ballots;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Stages.DemocraticEvaluation;

public enum CloseEvaluationOutcome
{
    Counted = 1,

    /// <summary>The round is void, by the scrutineer's declaration or by its own count; it is held again.</summary>
    Void,

    /// <summary>The urn cannot be opened; the scrutineer declares the round void.</summary>
    Unreadable,
    NotFound,
    NotOpen,
    ReasonRequired,
}

/// <summary>The scrutineer closes the box, which counts it; or declares the round void with a reason.</summary>
public sealed class CloseEvaluation(ApprovalDb db, EvaluationDesk desk, CloseBallotBox boxes, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, bool DeclareVoid = false, string? Reason = null);

    public async Task<CloseEvaluationOutcome> RunAsync(Request request, Actor actor, CancellationToken ct)
    {
        BallotBox? ended = null;
        var outcome = await db.CommitAsync(async () =>
        {
            var view = await desk.FindAsync(request.TaskId, actor, ct);
            if (view is null) return CloseEvaluationOutcome.NotFound;
            if (view is not { Task.State: TaskState.Open, Meeting: { } meeting, Box: { } box }) return CloseEvaluationOutcome.NotOpen;

            var now = clock.GetUtcNow();
            var result = request.DeclareVoid
                ? Of(await VoidBallotBox.AddAsync(db, box, request.Reason, actor, now, ct))
                : Of(await boxes.AddAsync(db, box, actor, now, ct));
            if (result is CloseEvaluationOutcome.Counted or CloseEvaluationOutcome.Void)
            {
                meeting.End(result == CloseEvaluationOutcome.Counted ? EvaluationMeetingState.Counted : EvaluationMeetingState.Void);
                view.Task.Decide(Verdict.Complete, request.Reason, mayAct: true, actor, now);
                await DecideTask.WakeStageAsync(db, view.Task, now, ct);
            }

            await db.SaveChangesAsync(ct);
            ended = box;
            return result;
        });
        if (ended is not null) boxes.Forget(ended);
        return outcome;
    }

    private static CloseEvaluationOutcome Of(CloseBallotBoxOutcome outcome) => outcome switch
    {
        CloseBallotBoxOutcome.Counted => CloseEvaluationOutcome.Counted,
        CloseBallotBoxOutcome.Void => CloseEvaluationOutcome.Void,
        CloseBallotBoxOutcome.Unreadable => CloseEvaluationOutcome.Unreadable,
        CloseBallotBoxOutcome.NotOpen => CloseEvaluationOutcome.NotOpen,
    };

    private static CloseEvaluationOutcome Of(VoidBallotBoxOutcome outcome) => outcome switch
    {
        VoidBallotBoxOutcome.Voided => CloseEvaluationOutcome.Void,
        VoidBallotBoxOutcome.ReasonRequired => CloseEvaluationOutcome.ReasonRequired,
        VoidBallotBoxOutcome.AlreadyEnded => CloseEvaluationOutcome.NotOpen,
    };
}
