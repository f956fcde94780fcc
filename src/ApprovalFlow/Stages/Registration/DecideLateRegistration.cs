using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Registration;

/// <summary>The leading group approves or refuses a late registration. An approval is mailed to the person with its end.</summary>
public sealed class DecideLateRegistration(ApprovalDb db, TaskAccess access, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, Verdict Verdict, string? Reason);

    public Task<DecideTaskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.LateRegistration }) return DecideTaskOutcome.NotFound;

        var now = clock.GetUtcNow();
        var outcome = task.Decide(request.Verdict, request.Reason, mayAct: true, actor, now);
        if (outcome != DecideTaskOutcome.Recorded) return outcome;

        var late = await db.Set<LateRegistration>().SingleAsync(l => l.Id == task.SubjectId, ct);
        late.Decide(request.Verdict == Verdict.Approve, task.Comment, actor, now);
        db.Record(task.CompetitionId, "late-registration.decided", late.Id, actor, $"{task.SubjectLabel}: {late.State} {late.DecisionReason}", now);
        if (late.State == LateRegistrationState.Approved)
        {
            var run = await db.Set<StageRun>().AsNoTracking().SingleAsync(r => r.Id == late.StageRunId, ct);
            if (run.IsOpen) db.Add(Deadline.At(late.CompetitionId, DeadlineKind.StageDue, late.ClosesAt, run.Id, null, null, run.InstanceId, run.ActivityId));
            var title = await db.Set<Competition>().Where(c => c.Id == late.CompetitionId).Select(c => c.Title).SingleAsync(ct);
            var text = new Changed(
                new Bilingual(
                    $"“{title}”准予您补报，请于{MailDate.Zh(late.ClosesAt)}前提交",
                    $"You may register late for “{title}” until {MailDate.En(late.ClosesAt)}"), late.Reason);
            await outbox.PromiseAsync(db, late.PersonId, text, $"{text.Event}:{late.Id:n}", 1, late.CompetitionId, null, now, ct);
        }

        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return outcome;
    });
}
