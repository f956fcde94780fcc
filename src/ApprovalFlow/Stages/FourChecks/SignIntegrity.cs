using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.FourChecks;

/// <summary>
/// One of the two signatures under the integrity opinion: the party secretary words and signs it, the head of the
/// discipline body signs the same words. Never the same person.
/// </summary>
public sealed class SignIntegrity(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    /// <summary><paramref name="Text"/> is the secretary's wording; <paramref name="HashSeen"/> what the discipline head read; a reason refuses.</summary>
    public sealed record Request(Guid TaskId, bool Sign, string? Text, string? HashSeen, string? Reason);

    public Task<SignIntegrityOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.IntegrityBySecretary or TaskKind.IntegrityByDiscipline }) return SignIntegrityOutcome.NotFound;
        if (task.State != TaskState.Open) return SignIntegrityOutcome.AlreadySigned;

        var now = clock.GetUtcNow();
        var opinion = await db.Set<IntegrityOpinion>().SingleAsync(o => o.StageRunId == task.StageRunId && o.ApplicationId == task.SubjectId, ct);
        var outcome = !request.Sign ? opinion.Refuse(request.Reason, now)
            : task.Kind == TaskKind.IntegrityBySecretary ? opinion.SignAsSecretary(request.Text, actor, now)
            : opinion.SignAsDiscipline(request.HashSeen ?? "", actor, now);
        if (outcome is not (SignIntegrityOutcome.Recorded or SignIntegrityOutcome.Refused)) return outcome;

        task.Decide(request.Sign ? Verdict.Approve : Verdict.Reject, request.Reason, mayAct: true, actor, now);
        db.Record(task.CompetitionId, request.Sign ? "integrity.signed" : "integrity.refused", task.SubjectId!.Value, actor, $"{task.Kind} {opinion.ContentHash}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return outcome;
    });
}
