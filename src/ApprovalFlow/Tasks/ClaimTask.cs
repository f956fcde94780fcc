using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tasks;

/// <summary>One of a pool takes a task; from then on it is theirs until answered, released or reassigned.</summary>
public sealed class ClaimTask(ApprovalDb db, TaskAccess access, TaskBars bars, TimeProvider clock)
{
    public sealed record Request(Guid TaskId);

    public Task<ClaimTaskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await db.Set<UserTask>().SingleOrDefaultAsync(t => t.Id == request.TaskId, ct);
        if (task is null || !await access.IsOfPoolAsync(task, actor, ct)) return ClaimTaskOutcome.NotFound;
        if (await bars.FindAsync(task, actor.PersonId, ct) is not null) return ClaimTaskOutcome.Conflict;

        var again = task.AssigneeId == actor.PersonId;
        var outcome = task.Claim(isOfPool: true, actor);
        if (outcome != ClaimTaskOutcome.Claimed || again) return outcome;

        db.Record(task.CompetitionId, "task.claimed", task.Id, actor, $"{task.Kind} {task.SubjectId:n} #{task.Round}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return outcome;
    });
}
