using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tasks;

/// <summary>
/// Tells staff that something waits in their inbox, in the commit that opens it: the assignee of a task once per task, a
/// pool once per kind and round of a stage, however many candidates it is about, and once per subject outside of a stage. Candidates get the mails of their stage.
/// </summary>
public static class TaskMail
{
    /// <summary>Promises the mails for tasks that were just added and are not yet saved.</summary>
    public static async Task AnnounceAsync(ApprovalDb db, Outbox outbox, Competition competition, DateTimeOffset now, CancellationToken ct)
    {
        var opened = db.Added<UserTask>().Where(t => t.CompetitionId == competition.Id && !t.Kind.IsForCandidate()).OrderBy(t => t.Id).ToList();
        foreach (var task in opened.Where(t => t.AssigneeId is not null && t.State == TaskState.Open))
            await TellAsync(db, outbox, task, task.AssigneeId!.Value, "opened", now, ct);

        var pools = opened.Where(t => t.AssigneeId is null && t.State == TaskState.Open)
            .GroupBy(t => (About: t.StageRunId ?? t.SubjectId ?? competition.Id, t.Kind, t.Round, t.PoolDuty, t.PoolRole));
        foreach (var pool in pools)
        {
            // One task is named; of several only the kind is, and the inbox says which.
            var first = pool.First();
            var text = new TaskAssigned(TaskNames.Of(first.Kind), pool.Count() == 1 ? first.SubjectLabel : "", pool.Min(t => t.DueAt));
            foreach (var person in await MembersAsync(db, competition, first, ct))
            {
                await outbox.PromiseAsync(
                    db, person, text, $"{text.Event}:{pool.Key.About:n}:{first.Kind}", first.Round, competition.Id, null, now, ct);
            }
        }
    }

    /// <summary>Promises the mail about one task to one person; <paramref name="occasion"/> keeps a second assignment apart from the first.</summary>
    public static Task TellAsync(
        ApprovalDb db, Outbox outbox, UserTask task, Guid personId, string occasion, DateTimeOffset now, CancellationToken ct)
    {
        var text = new TaskAssigned(TaskNames.Of(task.Kind), task.SubjectLabel, task.DueAt);
        return outbox.PromiseAsync(db, personId, text, $"{text.Event}:{task.Id:n}:{occasion}", task.Round, task.CompetitionId, null, now, ct);
    }

    internal static Task<List<Guid>> MembersAsync(ApprovalDb db, Competition competition, UserTask task, CancellationToken ct) =>
        task.PoolDuty is { } duty
            ? db.Set<Assignment>().Where(a => a.CompetitionId == competition.Id && a.Duty == duty && a.RelievedAt == null)
                .Select(a => a.PersonId).ToListAsync(ct)
            : db.Set<RoleGrant>().Where(g => g.UnitId == competition.UnitId && g.Role == task.PoolRole)
                .Select(g => g.PersonId).ToListAsync(ct);
}
