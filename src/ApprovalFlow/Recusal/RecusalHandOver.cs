using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Recusal;

/// <summary>
/// Takes a candidate's open tasks from a person who must keep away: a pooled task goes back to the others, for any other the
/// organisers are told "conflict: yes" and nothing more (DOMAIN §9.3).
/// </summary>
public static class RecusalHandOver
{
    /// <summary>The person's open tasks about candidates they turned out to be related to.</summary>
    public static async Task OfPersonAsync(
        ApprovalDb db, Outbox outbox, Competition competition, Guid personId, IReadOnlyCollection<Guid> applications, Actor actor,
        DateTimeOffset now, CancellationToken ct)
    {
        var tasks = await db.Set<UserTask>()
            .Where(t => t.CompetitionId == competition.Id && t.AssigneeId == personId && t.State == TaskState.Open
                && t.SubjectId != null && applications.Contains(t.SubjectId.Value)).ToListAsync(ct);
        foreach (var task in tasks.Where(t => !t.Kind.IsForCandidate())) await TakeAsync(db, outbox, competition, task, actor, now, ct);
    }

    /// <summary>The staff tasks that were just added and are not yet saved.</summary>
    public static async Task OfOpenedAsync(
        ApprovalDb db, Outbox outbox, Competition competition, DateTimeOffset now, CancellationToken ct)
    {
        var opened = db.Added<UserTask>().Where(t => t.CompetitionId == competition.Id && t.AssigneeId is not null && t.SubjectId is not null && t.Kind.IsTransferable()).ToList();
        if (opened.Count == 0) return;

        var people = opened.Select(t => t.AssigneeId!.Value).Distinct().ToList();
        var related = await new RelatedPeople(db).ForAsync(competition.Id, people, ct);
        foreach (var task in opened.Where(t => related.Contains((t.AssigneeId!.Value, t.SubjectId!.Value))))
            await TakeAsync(db, outbox, competition, task, Actor.System, now, ct);
    }

    private static async Task TakeAsync(
        ApprovalDb db, Outbox outbox, Competition competition, UserTask task, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var person = task.AssigneeId!.Value;
        db.Record(competition.Id, "task.conflict", task.Id, actor, $"{task.Kind} {task.SubjectId:n} #{task.Round}: {person:n} keeps away", now);
        if (task.BackToPool()) return;

        var name = TaskNames.Of(task.Kind);
        var text = new OrganiserNotice(
            new($"需要回避，请转办：{name.Zh}", $"Conflict: yes. Hand over: {name.En}"), task.SubjectLabel, $"/tasks/{task.Id}/reassign");
        var organisers = await db.Set<RoleGrant>().Where(g => g.UnitId == competition.UnitId && g.Role == Role.Organiser).Select(g => g.PersonId).ToListAsync(ct);
        foreach (var organiser in organisers)
            await outbox.PromiseAsync(db, organiser, text, $"{text.Event}:{task.Id:n}:conflict:{person:n}", 1, competition.Id, null, now, ct);
    }
}
