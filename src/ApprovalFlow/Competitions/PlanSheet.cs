using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>One duty of the plan with the people named for it.</summary>
public sealed record PlannedPeople(Duty Duty, IReadOnlyList<string> Names);

/// <summary>The whole plan as one document: what an approver reads, what is printed.</summary>
public sealed record PlanDocument(
    Competition Competition, Unit Unit, ProcedureVersion Procedure, Drawing Drawing, ProcedureTerms Terms, IReadOnlyList<Post> Posts,
    IReadOnlyList<PlannedPeople> Duties, string? Author, string? Approver);

/// <summary>A plan in front of the leading group; <see cref="OwnPlan"/>: the reader wrote or submitted it and may only return it.</summary>
public sealed record PlanForApproval(UserTask Task, PlanDocument Document, bool OwnPlan);

/// <summary>The plan document for its readers; null for a stranger.</summary>
public sealed class PlanSheet(ApprovalDb db, CompetitionAccess access, TaskAccess tasks, DefinitionStore definitions)
{
    public async Task<PlanDocument?> ForAsync(Guid competitionId, Actor actor, CancellationToken ct) =>
        (await access.ForAsync(actor, competitionId, ct))?.SeesBoard == true ? await ReadAsync(competitionId, ct) : null;

    public async Task<PlanForApproval?> ForApprovalAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await tasks.FindAsync(taskId, actor, ct);
        if (task is null || task.Kind != TaskKind.PlanApproval) return null;

        var document = await ReadAsync(task.CompetitionId, ct);
        var own = document.Competition.AuthorId == actor.PersonId || document.Competition.SubmittedById == actor.PersonId;
        return new PlanForApproval(task, document, own);
    }

    private async Task<PlanDocument> ReadAsync(Guid competitionId, CancellationToken ct)
    {
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == competitionId, ct);
        var drawing = await definitions.DrawingAsync(competition.ProcedureVersionId, ct);
        var duties = await (
            from assignment in db.Set<Assignment>().AsNoTracking()
            join person in db.Set<Person>() on assignment.PersonId equals person.Id
            where assignment.CompetitionId == competitionId && assignment.RelievedAt == null
            orderby assignment.Duty, person.Name
            select new { assignment.Duty, person.Name }).ToListAsync(ct);
        var people = await db.Set<Person>().AsNoTracking()
            .Where(p => p.Id == competition.AuthorId || p.Id == competition.ApprovedById).ToDictionaryAsync(p => p.Id, p => p.Name, ct);

        return new PlanDocument(
            competition, await db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Id == competition.UnitId, ct),
            await db.Set<ProcedureVersion>().AsNoTracking().SingleAsync(v => v.Id == competition.ProcedureVersionId, ct),
            drawing, ProcedureTerms.Of(drawing),
            await db.Set<Post>().AsNoTracking().Where(p => p.CompetitionId == competitionId).OrderBy(p => p.Seq).ToListAsync(ct),
            [.. duties.GroupBy(d => d.Duty).Select(g => new PlannedPeople(g.Key, [.. g.Select(d => d.Name)]))],
            people.GetValueOrDefault(competition.AuthorId),
            competition.ApprovedById is { } approver ? people.GetValueOrDefault(approver) : null);
    }
}
