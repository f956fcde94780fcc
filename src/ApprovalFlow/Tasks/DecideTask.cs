using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tasks;

/// <summary>
/// Answers a task whose answer is a verdict and a comment. The decision, its trail entry and the signal to the procedure
/// are one commit: either all exist or none does. Tasks whose answer is a form of its own have use cases of their own.
/// </summary>
public sealed class DecideTask(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, Verdict Verdict, string? Comment);

    public Task<DecideTaskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is null) return DecideTaskOutcome.NotFound;

        var now = clock.GetUtcNow();
        var outcome = task.Decide(request.Verdict, request.Comment, mayAct: true, actor, now);
        if (outcome != DecideTaskOutcome.Recorded) return outcome;

        db.Record(task.CompetitionId, "task.decided", task.Id, actor, $"{task.Kind} {task.SubjectId:n} #{task.Round}: {request.Verdict} {task.Comment}", now);
        await WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return outcome;
    });

    /// <summary>Adds the poke that makes the stage which opened the task look again; nothing when no stage did.</summary>
    public static async Task WakeStageAsync(ApprovalDb db, UserTask task, DateTimeOffset now, CancellationToken ct)
    {
        if (task.StageRunId is not { } runId) return;
        var run = await db.Set<StageRun>().AsNoTracking().Where(r => r.Id == runId)
            .SingleAsync(ct);
        db.Add(Signal.Poke(run.InstanceId, run.WakesActivityId, now));
    }
}
