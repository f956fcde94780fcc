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
        var round = await InScopeAsync(services => Round.ReadAsync(services, competitionId, script, ct));
        var answered = 0;
        foreach (var task in round.Open.Where(t => only?.Invoke(t.Kind) != false))
        {
            if (await AnswerAsync(task, round, script, ct)) answered++;
        }

        return answered;
    }

    /// <summary>Tries the people the task may be answered by, in turn, until one of them is heard.</summary>
    private async Task<bool> AnswerAsync(UserTask task, Round round, Script script, CancellationToken ct)
    {
        foreach (var person in await InScopeAsync(services => round.PeopleAsync(services.GetRequiredService<ApprovalDb>(), task, ct)))
        {
            await using var scope = scopes.CreateAsyncScope();
            var turn = new Turn(scope.ServiceProvider, task, person, script, round.Candidates, ct);
            if (!await turn.PlayAsync()) continue;
            round.Heard(task, person);
            return true;
        }

        return false;
    }

    /// <summary>What holds for all tasks of a round: who waits, and who belongs to which pool.</summary>
    private sealed class Round(Guid competitionId, IReadOnlyList<UserTask> open, Field candidates)
    {
        private readonly Dictionary<(Duty?, Role?, TaskKind), List<Actor>> _pools = [];

        public IReadOnlyList<UserTask> Open => open;
        public Field Candidates => candidates;

        /// <summary>The open tasks whose hour has come, those opened first at the head; among equals in an order that is the same every time.</summary>
        public static async Task<Round> ReadAsync(IServiceProvider services, Guid competitionId, Script script, CancellationToken ct)
        {
            var db = services.GetRequiredService<ApprovalDb>();
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var open = await db.Set<UserTask>().AsNoTracking().Where(t => t.CompetitionId == competitionId && t.State == TaskState.Open)
                .OrderBy(t => t.OpenedAt).ThenBy(t => t.Kind).ThenBy(t => t.SubjectLabel).ThenBy(t => t.Id).ToListAsync(ct);
            return new(competitionId, [.. open.Where(t => t.HasBegun(now))], await Field.ReadAsync(db, competitionId, script, ct));
        }

        public async Task<IReadOnlyList<Actor>> PeopleAsync(ApprovalDb db, UserTask task, CancellationToken ct)
        {
            if (task.AssigneeId is { } one) return await ActorsAsync(db.Set<Person>().Where(p => p.Id == one), ct);
            if (!_pools.TryGetValue(PoolOf(task), out var pool))
                _pools[PoolOf(task)] = pool = await ActorsAsync(InPool(db, task.PoolDuty, task.PoolRole), ct);
            return [.. pool];
        }

        /// <summary>Whoever is heard is asked first when the next task of the kind comes: most that bars the others bars them there too.</summary>
        public void Heard(UserTask task, Actor person)
        {
            if (!_pools.TryGetValue(PoolOf(task), out var pool) || !pool.Remove(person)) return;
            pool.Insert(0, person);
        }

        private static (Duty?, Role?, TaskKind) PoolOf(UserTask task) => (task.PoolDuty, task.PoolRole, task.Kind);

        private IQueryable<Person> InPool(ApprovalDb db, Duty? duty, Role? role) => duty is not null
            ? db.Set<Person>().Where(p => db.Set<Assignment>().Any(
                a => a.CompetitionId == competitionId && a.PersonId == p.Id && a.Duty == duty && a.RelievedAt == null))
            : db.Set<Person>().Where(p => db.Set<RoleGrant>().Any(g => g.PersonId == p.Id && g.Role == role
                && db.Set<Competition>().Any(c => c.Id == competitionId && c.UnitId == g.UnitId)));

        private static async Task<List<Actor>> ActorsAsync(IQueryable<Person> people, CancellationToken ct) =>
            [.. (await people.OrderBy(p => p.StaffNumber).Select(p => new { p.Id, p.Name }).ToListAsync(ct)).Select(p => new Actor(p.Id, p.Name))];
    }

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}
