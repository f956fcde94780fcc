using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tasks;

/// <summary>Whoever claimed a pooled task gives it back to the pool.</summary>
public sealed class ReleaseTask(ApprovalDb db, TimeProvider clock)
{
    public sealed record Request(Guid TaskId);

    public Task<ClaimTaskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await db.Set<UserTask>().SingleOrDefaultAsync(t => t.Id == request.TaskId && t.AssigneeId == actor.PersonId, ct);
        if (task is null) return ClaimTaskOutcome.NotFound;

        var outcome = task.Release(actor);
        if (outcome != ClaimTaskOutcome.Released) return outcome;

        db.Record(task.CompetitionId, "task.released", task.Id, actor, $"{task.Kind} {task.SubjectId:n} #{task.Round}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return outcome;
    });
}
