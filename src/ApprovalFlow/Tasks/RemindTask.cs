using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tasks;

public enum RemindTaskOutcome { Reminded = 1, NotFound, NotOpen, NobodyYet, AlreadyToday }

/// <summary>An organiser nudges the person a task waits for (催办): at most once a day, and on record.</summary>
public sealed class RemindTask(ApprovalDb db, CompetitionAccess competitions, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid TaskId);

    public Task<RemindTaskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await db.Set<UserTask>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.TaskId, ct);
        if (task is null || await competitions.ForAsync(actor, task.CompetitionId, ct) is not { Organises: true }) return RemindTaskOutcome.NotFound;
        if (task.State != TaskState.Open) return RemindTaskOutcome.NotOpen;
        if (task.AssigneeId is not { } person) return RemindTaskOutcome.NobodyYet;

        var now = clock.GetUtcNow();
        var today = ChinaTime.DateOf(now);
        var key = $"TaskReminder:{task.Id:n}:by-hand";
        if (await db.Set<MailMessage>().AnyAsync(m => m.Key == key && m.PersonId == person && m.Round == today.DayNumber, ct))
            return RemindTaskOutcome.AlreadyToday;

        var text = new TaskReminder(TaskNames.Of(task.Kind), task.SubjectLabel, task.DueAt ?? ChinaTime.EndOf(today), now > task.DueAt);
        await outbox.PromiseAsync(db, person, text, key, today.DayNumber, task.CompetitionId, null, now, ct);
        db.Record(task.CompetitionId, "task.reminded", task.Id, actor, $"{task.Kind} {person:n}", now);
        await db.SaveChangesAsync(ct);
        return RemindTaskOutcome.Reminded;
    });
}
