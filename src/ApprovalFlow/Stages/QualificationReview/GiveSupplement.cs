using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Stages.QualificationReview;

/// <summary>A candidate answers what the reviewer asked for; files are attached before, the answer closes the supplement.</summary>
public sealed class GiveSupplement(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, string? Answer);

    public Task<DecideTaskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.Supplement }) return DecideTaskOutcome.NotFound;
        if (task.State == TaskState.Open && string.IsNullOrWhiteSpace(request.Answer)) return DecideTaskOutcome.ReasonRequired;

        var now = clock.GetUtcNow();
        var outcome = task.Decide(Verdict.Complete, request.Answer, mayAct: true, actor, now);
        if (outcome != DecideTaskOutcome.Recorded) return outcome;

        db.Add(CaseEvent.Of(task.SubjectId!.Value, CaseEventKind.SupplementGiven, "", now));
        db.Record(task.CompetitionId, "supplement.given", task.SubjectId.Value, actor, $"#{task.Round}: {task.Comment}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return outcome;
    });
}
