using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tasks;

/// <summary>Somebody a task could be handed to; those who already have the duty come first.</summary>
public sealed record ReassignChoice(Guid PersonId, string Name, string Department, bool HasDuty);

/// <summary>What an organiser sees before handing a task to somebody else.</summary>
public sealed record ReassignSheet(
    Guid TaskId, TaskKind Kind, TaskState State, string SubjectLabel, Guid CompetitionId, string CompetitionTitle, string CompetitionTitleEn,
    DateTimeOffset? DueAt, Guid? AssigneeId, string AssigneeName, bool IsTransferable, IReadOnlyList<ReassignChoice> Choices);

/// <summary>For organisers of the competition; null for everybody else. Who is barred from the task is not offered.</summary>
public sealed class ReassignSheetQuery(ApprovalDb db, CompetitionAccess access, TaskBars bars)
{
    public async Task<ReassignSheet?> ForAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await db.Set<UserTask>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == taskId, ct);
        if (task is null || await access.ForAsync(actor, task.CompetitionId, ct) is not { Organises: true } rights) return null;

        var competition = await db.Set<Competition>().AsNoTracking().Where(c => c.Id == task.CompetitionId)
            .Select(c => new { c.Title, c.TitleEn }).SingleAsync(ct);
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.UnitId == rights.UnitId && p.Active)
            .Select(p => new { p.Id, p.Name, p.Department }).ToListAsync(ct);
        var holders = task.PoolDuty is not { } duty ? [] : (await db.Set<Assignment>().AsNoTracking()
            .Where(a => a.CompetitionId == task.CompetitionId && a.Duty == duty && a.RelievedAt == null).Select(a => a.PersonId).ToListAsync(ct)).ToHashSet();

        var choices = new List<ReassignChoice>();
        foreach (var person in people.Where(p => p.Id != task.AssigneeId))
        {
            if (await bars.FindAsync(task, person.Id, ct) is null) choices.Add(new(person.Id, person.Name, person.Department, holders.Contains(person.Id)));
        }

        var assignee = people.FirstOrDefault(p => p.Id == task.AssigneeId)?.Name ?? "";
        return new(
            task.Id, task.Kind, task.State, task.SubjectLabel, task.CompetitionId, competition.Title, competition.TitleEn, task.DueAt,
            task.AssigneeId, assignee, task.Kind.IsTransferable(), [.. choices.OrderByDescending(c => c.HasDuty).ThenBy(c => c.Name, StringComparer.Ordinal)]);
    }
}
