using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Deadlines;

/// <summary>
/// Reminds the person a task waits for one working day before it is due, and tells that person and the unit's organisers
/// once it is overdue. Each is one mail per task, whatever how often this runs.
/// </summary>
public sealed class DeadlineReminders(ApprovalDb db, Outbox outbox, Calendars calendars, TimeProvider clock)
{
    /// <summary>Reminders go out when this many working days, or fewer, are left.</summary>
    public const int RemindWorkingDays = 1;

    /// <summary>Returns how many deadlines were reminded of or escalated.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var horizon = calendars.Current.DueAt(now, RemindWorkingDays);
        var open = await (
            from d in db.Set<Deadline>().AsNoTracking()
            join t in db.Set<UserTask>().AsNoTracking() on d.TaskId equals t.Id
            where d.Kind == DeadlineKind.TaskDue && t.State == TaskState.Open && d.State != DeadlineState.Cancelled
                && ((d.RemindedAt == null && d.DueAt >= now && d.DueAt <= horizon) || (d.EscalatedAt == null && d.DueAt < now))
                && db.Set<Competition>().Any(c => c.Id == d.CompetitionId && c.State == CompetitionState.Running)
            orderby d.DueAt
            select d.Id).ToListAsync(ct);

        var told = 0;
        foreach (var id in open)
        {
            if (await db.CommitAsync(() => TellAsync(id, now, ct))) told++;
            db.ChangeTracker.Clear();
        }

        return told;
    }

    private async Task<bool> TellAsync(Guid deadlineId, DateTimeOffset now, CancellationToken ct)
    {
        var deadline = await db.Set<Deadline>().SingleAsync(d => d.Id == deadlineId, ct);
        var task = await db.Set<UserTask>().AsNoTracking().SingleAsync(t => t.Id == deadline.TaskId, ct);
        if (task.State != TaskState.Open) return false;

        var overdue = deadline.DueAt < now;
        if (overdue ? deadline.EscalatedAt is not null : deadline.RemindedAt is not null) return false;

        var text = new TaskReminder(TaskNames.Of(task.Kind), task.SubjectLabel, deadline.DueAt, overdue);
        foreach (var person in await PeopleAsync(task, overdue, ct))
        {
            await outbox.PromiseAsync(
                db, person, text, $"{text.Event}:{task.Id:n}", overdue ? 2 : 1, task.CompetitionId, null, now, ct);
        }

        if (overdue) deadline.EscalatedAt = now;
        else deadline.RemindedAt = now;
        db.Record(task.CompetitionId, overdue ? "deadline.escalated" : "deadline.reminded", task.Id, Actor.System, task.Kind.ToString(), now);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private async Task<List<Guid>> PeopleAsync(UserTask task, bool overdue, CancellationToken ct)
    {
        var unitId = await db.Set<Competition>().Where(c => c.Id == task.CompetitionId).Select(c => c.UnitId).SingleAsync(ct);
        var people = new HashSet<Guid>();
        if (task.AssigneeId is { } one)
        {
            people.Add(one);
        }
        else if (task.PoolDuty is { } duty)
        {
            people.UnionWith(await db.Set<Assignment>()
                .Where(a => a.CompetitionId == task.CompetitionId && a.Duty == duty && a.RelievedAt == null)
                .Select(a => a.PersonId).ToListAsync(ct));
        }
        else
        {
            people.UnionWith(await HoldersAsync(unitId, task.PoolRole!.Value, ct));
        }

        if (overdue) people.UnionWith(await HoldersAsync(unitId, Role.Organiser, ct));
        return [.. people];
    }

    private Task<List<Guid>> HoldersAsync(Guid unitId, Role role, CancellationToken ct) =>
        db.Set<RoleGrant>().Where(g => g.UnitId == unitId && g.Role == role).Select(g => g.PersonId).ToListAsync(ct);
}
