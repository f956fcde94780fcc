using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>Open work of one kind: how much, of whom, until when. Ballots are only counted: nobody is shown as not having voted.</summary>
public sealed record BoardWork(TaskKind Kind, int Open, int Late, DateTimeOffset? NextDue, IReadOnlyList<string> People, IReadOnlyList<Duty> Pools, IReadOnlyList<Role> RolePools);

/// <summary>Who is waited for (在等谁): the open ones of some tasks, kind by kind, the most urgent first.</summary>
internal static class OpenWork
{
    private static readonly TaskKind[] Ballots = [TaskKind.EvaluationBallot, TaskKind.DecisionBallot];

    public static async Task<IReadOnlyList<BoardWork>> OfAsync(ApprovalDb db, IQueryable<UserTask> some, DateTimeOffset now, CancellationToken ct)
    {
        var tasks = await some.AsNoTracking().Where(t => t.State == TaskState.Open)
            .Select(t => new { t.Kind, t.AssigneeId, t.PoolDuty, t.PoolRole, t.DueAt }).ToListAsync(ct);
        var ids = tasks.Select(t => t.AssigneeId).Distinct().ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return
        [
            .. from task in tasks
               group task by task.Kind into kind
               let people = Ballots.Contains(kind.Key)
                   ? []
                   : kind.Where(t => t.AssigneeId is not null).Select(t => names.GetValueOrDefault(t.AssigneeId!.Value, "")).Distinct().ToList()
               let pooled = kind.Where(t => t.AssigneeId is null).ToList()
               orderby kind.Min(t => t.DueAt) ?? DateTimeOffset.MaxValue
               select new BoardWork(
                   kind.Key, kind.Count(), kind.Count(t => t.DueAt < now), kind.Min(t => t.DueAt), people,
                   [.. pooled.Where(t => t.PoolDuty is not null).Select(t => t.PoolDuty!.Value).Distinct()],
                   [.. pooled.Where(t => t.PoolRole is not null).Select(t => t.PoolRole!.Value).Distinct()]),
        ];
    }
}
