using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Disqualifications;

/// <summary>
/// Discipline countersigns or refuses a disqualification. With the second signature the case ends, the candidate is told why
/// (M11), what was still to be done about them is withdrawn, and every waiting stage looks again.
/// </summary>
public sealed class CountersignDisqualification(ApprovalDb db, TaskAccess access, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, bool Confirm, string? Comment);

    public Task<DecideTaskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.DisqualificationCountersign }) return DecideTaskOutcome.NotFound;

        var now = clock.GetUtcNow();
        var proposal = await db.Set<Disqualification>().SingleAsync(d => d.Id == task.SubjectId, ct);
        if (actor.PersonId == proposal.ProposedById) return DecideTaskOutcome.Conflict;
        var outcome = task.Decide(request.Confirm ? Verdict.Approve : Verdict.Reject, request.Comment, mayAct: true, actor, now);
        if (outcome != DecideTaskOutcome.Recorded) return outcome;

        proposal.Decide(request.Confirm, actor, now);
        db.Record(task.CompetitionId, request.Confirm ? "disqualification.confirmed" : "disqualification.refused", proposal.ApplicationId, actor, task.Comment, now);
        if (request.Confirm) await EndAsync(proposal, now, ct);
        await db.SaveChangesAsync(ct);
        return outcome;
    });

    private async Task EndAsync(Disqualification proposal, DateTimeOffset now, CancellationToken ct)
    {
        var application = await db.Set<Application>().SingleAsync(a => a.Id == proposal.ApplicationId, ct);
        if (!application.MoveTo(ApplicationState.Disqualified, proposal.Reason)) return;

        foreach (var task in await db.Set<UserTask>()
            .Where(t => t.CompetitionId == application.CompetitionId && t.SubjectId == application.Id && t.State == TaskState.Open).ToListAsync(ct))
        {
            task.Withdraw();
        }

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == application.CompetitionId, ct);
        var phone = await db.Set<Unit>().Where(u => u.Id == competition.UnitId).Select(u => u.SupervisionPhone).SingleAsync(ct);
        var post = await db.Set<Post>().Where(p => p.Id == application.PostId).Select(p => p.Name).SingleOrDefaultAsync(ct) ?? competition.Title;
        var text = new NotChosen(post, new($"取消资格。理由：{proposal.Reason}", $"disqualified. Reason: {proposal.Reason}"), phone);
        await outbox.PromiseAsync(
            db, application.PersonId, text, $"{text.Event}:{application.Id:n}:disqualified", 1, competition.Id, application.Id, now, ct);
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.Disqualified, proposal.Reason, now));
        if (competition.InstanceId is { } instance) db.Add(Signal.Poke(instance, null, now));
    }
}
