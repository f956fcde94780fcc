using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;
using AppointmentRow = ApprovalFlow.Appointments.Appointment;

namespace ApprovalFlow.Stages.Appointment;

public enum TalkOutcome { Scheduled = 1, Recorded, NotFound, AlreadyHeld, PlaceMissing, InThePast, NotScheduled, NotYet, RecordMissing, NotRunning }

/// <summary>
/// The appointment talk (任职谈话): first its time and place, told to the person by mail; then who held it and what was
/// affirmed, pointed out and required.
/// </summary>
public sealed class RecordTalk(ApprovalDb db, TaskAccess tasks, Outbox outbox, TimeProvider clock)
{
    /// <summary>Either <see cref="At"/> and <see cref="Place"/>, or <see cref="By"/> and <see cref="Record"/>.</summary>
    public sealed record Request(Guid TaskId, DateTimeOffset? At, string? Place, string? By, string? Record);

    public Task<TalkOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await tasks.FindAsync(request.TaskId, actor, ct);
        if (task is null || task.Kind != TaskKind.AppointmentTalk) return TalkOutcome.NotFound;

        var appointment = await db.Set<AppointmentRow>().SingleAsync(a => a.ApplicationId == task.SubjectId, ct);
        if (task.State != TaskState.Open || appointment.TalkHeldAt is not null) return TalkOutcome.AlreadyHeld;

        if (!await db.Set<Competition>().AnyAsync(c => c.Id == task.CompetitionId && c.State == CompetitionState.Running, ct)) return TalkOutcome.NotRunning;

        var now = clock.GetUtcNow();
        var outcome = request.At is not null
            ? await ScheduleAsync(request, appointment, now, ct)
            : Hold(request, appointment, now);
        if (outcome is not (TalkOutcome.Scheduled or TalkOutcome.Recorded)) return outcome;

        db.Record(task.CompetitionId, outcome == TalkOutcome.Scheduled ? "talk.scheduled" : "talk.held", appointment.Id, actor, request.Place ?? request.By ?? "", now);
        if (outcome == TalkOutcome.Recorded)
        {
            task.Decide(Verdict.Complete, null, mayAct: true, actor, now);
            await DecideTask.WakeStageAsync(db, task, now, ct);
        }

        await db.SaveChangesAsync(ct);
        return outcome;
    });

    private async Task<TalkOutcome> ScheduleAsync(Request request, AppointmentRow appointment, DateTimeOffset now, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Place)) return TalkOutcome.PlaceMissing;
        if (request.At < now) return TalkOutcome.InThePast;

        appointment.ScheduleTalk(request.At!.Value, request.Place.Trim());
        var application = await db.Set<Application>().SingleAsync(a => a.Id == appointment.ApplicationId, ct);
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.TalkScheduled, $"{MailDate.Zh(request.At.Value)} {request.Place.Trim()}", now));
        // A talk moved to another time is another round of the same mail.
        var round = 1 + await db.Set<CaseEvent>().CountAsync(e => e.ApplicationId == application.Id && e.Kind == CaseEventKind.TalkScheduled, ct);
        await outbox.PromiseAsync(
            db, application.PersonId, new TalkScheduled(request.At.Value, request.Place.Trim()),
            $"{MailEvent.M12Appointment}:talk:{application.Id:n}", round, application.CompetitionId, application.Id, now, ct);
        return TalkOutcome.Scheduled;
    }

    private static TalkOutcome Hold(Request request, AppointmentRow appointment, DateTimeOffset now)
    {
        if (appointment.TalkAt is null) return TalkOutcome.NotScheduled;
        if (now < appointment.TalkAt) return TalkOutcome.NotYet;
        if (string.IsNullOrWhiteSpace(request.By) || string.IsNullOrWhiteSpace(request.Record)) return TalkOutcome.RecordMissing;
        return appointment.RecordTalk(request.By.Trim(), request.Record.Trim(), now) ? TalkOutcome.Recorded : TalkOutcome.AlreadyHeld;
    }
}
