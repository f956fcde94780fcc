using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tasks;

public enum ReassignTaskOutcome
{
    Reassigned = 1,
    NotFound,

    /// <summary>Answered or withdrawn meanwhile.</summary>
    NotOpen,

    /// <summary>A candidate's own task, or a sealed ballot, is nobody else's to answer.</summary>
    NotTransferable,
    UnknownPerson,
    SamePerson,
    ReasonRequired,

    /// <summary>The person is a candidate, holds an excluding duty, is recused, or answered what this task checks.</summary>
    Conflict,
}

/// <summary>
/// An organiser hands an open task to another person of the unit, with a reason. The person gets the duty the task is for
/// if they did not have it; whatever would bar them from acting bars the reassignment (ANCHORS row 3).
/// </summary>
public sealed class ReassignTask(ApprovalDb db, CompetitionAccess competitions, TaskBars bars, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, Guid PersonId, string? Reason);

    public Task<ReassignTaskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await db.Set<UserTask>().SingleOrDefaultAsync(t => t.Id == request.TaskId, ct);
        if (task is null) return ReassignTaskOutcome.NotFound;
        var rights = await competitions.ForAsync(actor, task.CompetitionId, ct);
        if (rights is not { Organises: true }) return ReassignTaskOutcome.NotFound;

        if (task.State != TaskState.Open) return ReassignTaskOutcome.NotOpen;
        if (!task.Kind.IsTransferable()) return ReassignTaskOutcome.NotTransferable;
        if (task.AssigneeId == request.PersonId) return ReassignTaskOutcome.SamePerson;
        if (string.IsNullOrWhiteSpace(request.Reason)) return ReassignTaskOutcome.ReasonRequired;
        var person = await db.Set<Person>().SingleOrDefaultAsync(
            p => p.Id == request.PersonId && p.Active && p.UnitId == rights.UnitId, ct);
        if (person is null) return ReassignTaskOutcome.UnknownPerson;
        if (await bars.FindAsync(task, person.Id, ct) is not null) return ReassignTaskOutcome.Conflict;

        var now = clock.GetUtcNow();
        var before = task.AssigneeId;
        task.Reassign(person.Id);
        await EnsureDutyAsync(task, person.Id, ct);
        await TaskMail.TellAsync(db, outbox, task, person.Id, $"reassigned:{task.Revision}", now, ct);
        db.Record(task.CompetitionId, "task.reassigned", task.Id, actor,
            $"{task.Kind} {task.SubjectId:n} #{task.Round}: {before:n} -> {person.Id:n}. {request.Reason.Trim()}", now);
        await db.SaveChangesAsync(ct);
        return ReassignTaskOutcome.Reassigned;
    });

    private async Task EnsureDutyAsync(UserTask task, Guid personId, CancellationToken ct)
    {
        if (task.PoolDuty is not { } duty) return;
        var has = await db.Set<Assignment>().AnyAsync(
            a => a.CompetitionId == task.CompetitionId && a.PersonId == personId && a.Duty == duty, ct);
        if (!has) db.Add(Assignment.Of(task.CompetitionId, personId, duty));
    }
}
