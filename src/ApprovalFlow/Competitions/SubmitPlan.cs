using ApprovalFlow.Calendar;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>
/// Puts a complete plan before the leading group as a task of its own. An incomplete one stays in drafting and comes back
/// with every finding named.
/// </summary>
public sealed class SubmitPlan(
    ApprovalDb db, CompetitionAccess access, DefinitionStore definitions, Calendars calendars, TimeProvider clock)
{
    public const int WorkingDaysToApprove = 3;

    public sealed record Request(Guid CompetitionId);

    public sealed record Result(SubmitPlanOutcome Outcome, IReadOnlyList<PlanFinding> Findings);

    public Task<Result> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if ((await access.ForAsync(actor, request.CompetitionId, ct))?.Organises != true) return new Result(SubmitPlanOutcome.NotFound, []);
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        var now = clock.GetUtcNow();
        var findings = await FindingsAsync(competition, now, ct);
        if (competition.PlanIsOpen && findings.Any(f => f.Blocks)) return new Result(SubmitPlanOutcome.PlanIncomplete, findings);

        var outcome = competition.Submit(actor, now);
        if (outcome != SubmitPlanOutcome.Submitted) return new Result(outcome, []);

        var earlier = await db.Set<UserTask>().CountAsync(t => t.CompetitionId == competition.Id && t.Kind == TaskKind.PlanApproval, ct);
        var calendar = calendars.Current;
        var due = calendar.DueAt(now, WorkingDaysToApprove);
        var task = UserTask.Open(
            competition.Id, null, TaskKind.PlanApproval, null, competition.Title, earlier + 1, null, null, Role.LeadingGroup, due, dueIsFinal: false, now);
        var today = ChinaTime.DateOf(now);
        db.Add(task);
        db.Add(Deadline.At(competition.Id, DeadlineKind.TaskDue, due, taskId: task.Id)
            .Counted(today, WorkingDaysToApprove, calendar.Version, calendar.IsProvisional(today, ChinaTime.DateOf(due))));
        db.Record(competition.Id, "plan.submitted", competition.Id, actor, $"#{competition.PlanRevision}", now);
        await db.SaveChangesAsync(ct);
        return new Result(outcome, findings);
    });

    private async Task<IReadOnlyList<PlanFinding>> FindingsAsync(Competition competition, DateTimeOffset now, CancellationToken ct) =>
        PlanCheck.Of(await ReadAsync(db, definitions, competition, ct), calendars.Current, now);

    /// <summary>What the check needs to know of a plan, read at once.</summary>
    internal static async Task<PlanToCheck> ReadAsync(ApprovalDb db, DefinitionStore definitions, Competition competition, CancellationToken ct)
    {
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.CompetitionId == competition.Id).OrderBy(p => p.Seq).ToListAsync(ct);
        var duties = await (
            from assignment in db.Set<Assignment>().AsNoTracking()
            join person in db.Set<Person>() on assignment.PersonId equals person.Id
            where assignment.CompetitionId == competition.Id && assignment.RelievedAt == null
            select new PlannedDuty(person.Id, person.Name, person.Active, assignment.Duty)).ToListAsync(ct);
        var state = await db.Set<ProcedureVersion>().Where(v => v.Id == competition.ProcedureVersionId).Select(v => v.State).SingleAsync(ct);
        return new PlanToCheck(
            competition.Title, competition.Plan, posts, duties, await definitions.DrawingAsync(competition.ProcedureVersionId, ct),
            state == ProcedureState.Published);
    }
}
