using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Recusal;

/// <summary>
/// Somebody who is neither the person concerned nor the challenger decides, always with a reason. Upheld: the person's open
/// tasks about the candidate go to somebody else. Dismissed: they go on.
/// </summary>
public sealed class DecideChallenge(ApprovalDb db, TaskAccess access, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, bool Uphold, string? Reason);

    public Task<DecideTaskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.RecusalDecision }) return DecideTaskOutcome.NotFound;
        if (task.State == TaskState.Open && string.IsNullOrWhiteSpace(request.Reason)) return DecideTaskOutcome.ReasonRequired;

        var now = clock.GetUtcNow();
        var outcome = task.Decide(request.Uphold ? Verdict.Approve : Verdict.Reject, request.Reason, mayAct: true, actor, now);
        if (outcome != DecideTaskOutcome.Recorded) return outcome;

        var challenge = await db.Set<Challenge>().SingleAsync(c => c.Id == task.SubjectId, ct);
        if (!challenge.Decide(request.Uphold, task.Comment, actor, now)) return DecideTaskOutcome.Conflict;
        db.Record(task.CompetitionId, request.Uphold ? "challenge.upheld" : "challenge.dismissed", challenge.ApplicationId, actor, task.Comment, now);
        if (request.Uphold)
        {
            var competition = await db.Set<Competition>().SingleAsync(c => c.Id == task.CompetitionId, ct);
            await RecusalHandOver.OfPersonAsync(db, outbox, competition, challenge.PersonId, [challenge.ApplicationId], actor, now, ct);
        }

        await db.SaveChangesAsync(ct);
        return outcome;
    });
}
