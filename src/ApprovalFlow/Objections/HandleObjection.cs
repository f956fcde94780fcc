using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Objections;

/// <summary>What the handler does with a report.</summary>
public enum HandlingStep
{
    /// <summary>Anonymous, no checkable clue: kept on record.</summary>
    Log = 1,

    /// <summary>Clear: verify it; the person concerned is held from now on.</summary>
    Verify = 2,

    /// <summary>Verification is done; the discipline office decides.</summary>
    Report = 3,
}

public enum HandleObjectionOutcome { Logged = 1, UnderVerification, Reported, NotFound, AlreadyHandled, NamedMustBeVerified, TextRequired }

/// <summary>
/// Classifies, then verifies a report. Verification suspends the one person concerned (暂缓), never anybody else. The task
/// stays open until the report is logged or the findings are handed to the discipline office.
/// </summary>
public sealed class HandleObjection(ApprovalDb db, TaskAccess tasks, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, HandlingStep Step, string? Text);

    public Task<HandleObjectionOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await tasks.FindAsync(request.TaskId, actor, ct);
        if (task is null || task.Kind != TaskKind.HandleObjection) return HandleObjectionOutcome.NotFound;
        if (task.State != TaskState.Open) return HandleObjectionOutcome.AlreadyHandled;
        if (request.Step != HandlingStep.Verify && string.IsNullOrWhiteSpace(request.Text)) return HandleObjectionOutcome.TextRequired;

        var objection = await db.Set<Objection>().SingleAsync(o => o.Id == task.SubjectId, ct);
        var person = await db.Set<NoticePerson>().SingleAsync(p => p.Id == objection.NoticePersonId, ct);
        var application = await db.Set<Application>().SingleAsync(a => a.Id == person.ApplicationId, ct);
        var now = clock.GetUtcNow();
        var text = request.Text?.Trim() ?? "";
        var outcome = request.Step switch
        {
            HandlingStep.Log => objection.Named ? HandleObjectionOutcome.NamedMustBeVerified
                : objection.Log(actor, text, now) ? HandleObjectionOutcome.Logged : HandleObjectionOutcome.AlreadyHandled,
            HandlingStep.Verify => objection.BeginVerification(actor) ? HandleObjectionOutcome.UnderVerification : HandleObjectionOutcome.AlreadyHandled,
            HandlingStep.Report => objection.Report(text) ? HandleObjectionOutcome.Reported : HandleObjectionOutcome.AlreadyHandled,
        };

        switch (outcome)
        {
            case HandleObjectionOutcome.Logged:
                task.Decide(Verdict.Complete, text, mayAct: true, actor, now);
                await Appointments.Waiting.WakeAsync(db, task.CompetitionId, now, ct);
                break;
            case HandleObjectionOutcome.UnderVerification:
                if (task.AssigneeId is null) task.Claim(isOfPool: true, actor);
                if (application.Hold(Objection.HoldReason, now)) db.Add(CaseEvent.Of(application.Id, CaseEventKind.PutOnHold, "", now));
                await Appointments.Waiting.WakeAsync(db, task.CompetitionId, now, ct); // the others go on
                break;
            case HandleObjectionOutcome.Reported:
                task.Decide(Verdict.Complete, text, mayAct: true, actor, now);
                await ObjectionDesk.AskAsync(
                    db, outbox, task.CompetitionId, TaskKind.DecideObjection, person, objection, AskWho.AnyWith(Role.Discipline), now, ct);
                break;
            default:
                return outcome;
        }

        var action = request.Step switch
        {
            HandlingStep.Log => "objection.log",
            HandlingStep.Verify => "objection.verify",
            HandlingStep.Report => "objection.report",
        };
        db.Record(task.CompetitionId, action, objection.Id, actor, text, now);
        await db.SaveChangesAsync(ct);
        return outcome;
    });
}
