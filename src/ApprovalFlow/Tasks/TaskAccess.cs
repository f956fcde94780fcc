using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tasks;

/// <summary>Who may see and answer a task. A candidate of a competition never answers for the organisers of the same one (INV-22).</summary>
public sealed class TaskAccess(ApprovalDb db)
{
    /// <summary>The tracked task if the actor may act on it now: its assignee, or one of its pool while nobody has claimed it.</summary>
    public async Task<UserTask?> FindAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await db.Set<UserTask>().SingleOrDefaultAsync(t => t.Id == taskId, ct);
        if (task is null) return null;
        if (task.AssigneeId == actor.PersonId) return task;
        return task.AssigneeId is null && await IsOfPoolAsync(task, actor, ct) ? task : null;
    }

    public async Task<bool> IsOfPoolAsync(UserTask task, Actor actor, CancellationToken ct)
    {
        var isCandidate = await db.Set<Applications.Application>()
            .AnyAsync(a => a.CompetitionId == task.CompetitionId && a.PersonId == actor.PersonId, ct);
        if (isCandidate) return false;
        if (task.PoolDuty is { } duty)
        {
            return await db.Set<Assignment>().AnyAsync(
                a => a.CompetitionId == task.CompetitionId && a.PersonId == actor.PersonId && a.Duty == duty && a.RelievedAt == null, ct);
        }

        return task.PoolRole is { } role && await db.Set<RoleGrant>().AnyAsync(
            g => g.PersonId == actor.PersonId && g.Role == role
                && db.Set<Competition>().Any(c => c.Id == task.CompetitionId && c.UnitId == g.UnitId), ct);
    }
}
