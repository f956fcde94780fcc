using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Rehearsals;

/// <summary>
/// Plays the people of a competition: answers open tasks through the same use cases that the pages call, as a script says.
/// There is no second implementation of any rule; a refusal is a refusal here too.
/// </summary>
public sealed partial class Players(IServiceScopeFactory scopes)
{
    /// <summary>
    /// Answers what is open in the competition and may be answered by now, one round over all tasks; returns how many were.
    /// <paramref name="only"/> limits it to some kinds; null answers every kind.
    /// </summary>
    public async Task<int> PlayAsync(Guid competitionId, Script script, Func<TaskKind, bool>? only, CancellationToken ct)
    {
        var (open, now) = await InScopeAsync(async services => (await services.GetRequiredService<ApprovalDb>().Set<UserTask>().AsNoTracking()
            .Where(t => t.CompetitionId == competitionId && t.State == TaskState.Open).OrderBy(t => t.OpenedAt).ThenBy(t => t.Id).ToListAsync(ct), services.GetRequiredService<TimeProvider>().GetUtcNow()));
        var answered = 0;
        foreach (var task in open.Where(t => t.HasBegun(now) && only?.Invoke(t.Kind) != false))
        {
            if (await AnswerAsync(task, script, ct)) answered++;
        }

        return answered;
    }

    /// <summary>Tries the people the task may be answered by, in turn, until one of them is heard.</summary>
    private async Task<bool> AnswerAsync(UserTask task, Script script, CancellationToken ct)
    {
        foreach (var person in await PeopleAsync(task, ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            var turn = new Turn(scope.ServiceProvider, task, new Actor(person.Id, person.Name), script, ct);
            if (await turn.PlayAsync()) return true;
        }

        return false;
    }

    private Task<List<Person>> PeopleAsync(UserTask task, CancellationToken ct) => InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<ApprovalDb>();
        var people = db.Set<Person>().AsNoTracking();
        if (task.AssigneeId is { } one) return await people.Where(p => p.Id == one).ToListAsync(ct);
        if (task.PoolDuty is { } duty)
        {
            return await people.Where(p => db.Set<Assignment>().Any(
                a => a.CompetitionId == task.CompetitionId && a.PersonId == p.Id && a.Duty == duty && a.RelievedAt == null))
                .OrderBy(p => p.StaffNumber).ToListAsync(ct);
        }

        return await people.Where(p => db.Set<RoleGrant>().Any(g => g.PersonId == p.Id && g.Role == task.PoolRole
                && db.Set<Competition>().Any(c => c.Id == task.CompetitionId && c.UnitId == g.UnitId)))
            .OrderBy(p => p.StaffNumber).ToListAsync(ct);
    });

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}
