using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tasks;

/// <summary>
/// Who may see and answer a task. Every way to a task, page or programme, comes through here, so that what bars a person
/// (candidacy, incompatible duty, an earlier hand in the same matter) is asked again each time (INV-22).
/// </summary>
public sealed class TaskAccess(ApprovalDb db, TaskBars bars)
{
    private static readonly CompiledQuery<Func<ApprovalDb, Guid, CancellationToken, Task<UserTask?>>> TaskById = new(() =>
        EF.CompileAsyncQuery((ApprovalDb db, Guid id, CancellationToken _) => db.Set<UserTask>().SingleOrDefault(t => t.Id == id)));

    private static readonly CompiledQuery<Func<ApprovalDb, Guid, Guid, Duty, CancellationToken, Task<bool>>> HoldsDuty = new(() =>
        EF.CompileAsyncQuery((ApprovalDb db, Guid competitionId, Guid personId, Duty duty, CancellationToken _) => db.Set<Assignment>().Any(
            a => a.CompetitionId == competitionId && a.PersonId == personId && a.Duty == duty && a.RelievedAt == null)));

    /// <summary>
    /// The tracked task if the actor may act on it now: its assignee, or one of its pool while nobody has claimed it, and
    /// nothing bars them.
    /// </summary>
    public async Task<UserTask?> FindAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await TaskById.In(db)(db, taskId, ct);
        if (task is null) return null;
        var mine = task.AssigneeId == actor.PersonId || (task.AssigneeId is null && await IsOfPoolAsync(task, actor, ct));
        if (!mine) return null;
        if (task.State == TaskState.Open && await bars.FindAsync(task, actor.PersonId, ct) is not null) return null;
        return task;
    }

    public async Task<bool> IsOfPoolAsync(UserTask task, Actor actor, CancellationToken ct)
    {
        if (task.PoolDuty is { } duty) return await HoldsDuty.In(db)(db, task.CompetitionId, actor.PersonId, duty, ct);

        return task.PoolRole is { } role && await db.Set<RoleGrant>().AnyAsync(
            g => g.PersonId == actor.PersonId && g.Role == role
                && db.Set<Competition>().Any(c => c.Id == task.CompetitionId && c.UnitId == g.UnitId), ct);
    }
}
