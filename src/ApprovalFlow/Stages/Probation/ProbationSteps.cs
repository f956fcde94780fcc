using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;
using AppointmentRow = ApprovalFlow.Appointments.Appointment;

namespace ApprovalFlow.Stages.Probation;

public enum ProbationStepOutcome { Recorded = 1, NotFound, AlreadyDone, TextMissing, CountsMissing, ReasonRequired, NotRunning }

/// <summary>The person on probation hands in their report (述职报告).</summary>
public sealed class HandInProbationReport(ApprovalDb db, TaskAccess tasks, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, string? Text);

    public Task<ProbationStepOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await tasks.FindAsync(request.TaskId, actor, ct);
        if (task is null || task.Kind != TaskKind.ProbationReport) return ProbationStepOutcome.NotFound;
        if (task.State != TaskState.Open) return ProbationStepOutcome.AlreadyDone;
        if (string.IsNullOrWhiteSpace(request.Text)) return ProbationStepOutcome.TextMissing;

        var now = clock.GetUtcNow();
        var appointment = await db.Set<AppointmentRow>().SingleAsync(a => a.ApplicationId == task.SubjectId, ct);
        appointment.Report(request.Text.Trim(), now);
        return await ProbationStep.RecordAsync(db, task, "probation.reported", "", null, actor, now, ct);
    });
}

/// <summary>The organiser enters the evaluation's counts and the opinion at the end of probation (F14).</summary>
public sealed class AssessProbation(ApprovalDb db, TaskAccess tasks, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, int Excellent, int Competent, int BasicallyCompetent, int Incompetent, string? Opinion);

    public Task<ProbationStepOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await tasks.FindAsync(request.TaskId, actor, ct);
        if (task is null || task.Kind != TaskKind.ProbationOpinion) return ProbationStepOutcome.NotFound;
        if (task.State != TaskState.Open) return ProbationStepOutcome.AlreadyDone;
        if (string.IsNullOrWhiteSpace(request.Opinion)) return ProbationStepOutcome.TextMissing;
        int[] counts = [request.Excellent, request.Competent, request.BasicallyCompetent, request.Incompetent];
        if (counts.Any(n => n < 0) || counts.Sum() == 0) return ProbationStepOutcome.CountsMissing;

        var now = clock.GetUtcNow();
        var appointment = await db.Set<AppointmentRow>().SingleAsync(a => a.ApplicationId == task.SubjectId, ct);
        appointment.Assess(
            request.Excellent, request.Competent, request.BasicallyCompetent, request.Incompetent, request.Opinion.Trim(), now);
        return await ProbationStep.RecordAsync(db, task, "probation.assessed", string.Join('/', counts), null, actor, now, ct);
    });
}

/// <summary>
/// The secretary records the party group's decision. Confirming against an evaluation of not more than two thirds needs a
/// reason on record, as does not confirming.
/// </summary>
public sealed class DecideProbation(ApprovalDb db, TaskAccess tasks, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, bool Confirm, string? Reason);

    public Task<ProbationStepOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await tasks.FindAsync(request.TaskId, actor, ct);
        if (task is null || task.Kind != TaskKind.ProbationDecision) return ProbationStepOutcome.NotFound;
        if (task.State != TaskState.Open) return ProbationStepOutcome.AlreadyDone;

        if (!await db.Set<Competition>().AnyAsync(c => c.Id == task.CompetitionId && c.State == CompetitionState.Running, ct))
            return ProbationStepOutcome.NotRunning;

        var appointment = await db.Set<AppointmentRow>().AsNoTracking().SingleAsync(a => a.ApplicationId == task.SubjectId, ct);
        if ((!request.Confirm || !appointment.EvaluatedWell) && string.IsNullOrWhiteSpace(request.Reason)) return ProbationStepOutcome.ReasonRequired;

        var now = clock.GetUtcNow();
        var reason = request.Reason?.Trim() ?? "";
        var application = await db.Set<Application>().SingleAsync(a => a.Id == task.SubjectId, ct);
        application.MoveTo(request.Confirm ? ApplicationState.Confirmed : ApplicationState.NotConfirmed, reason);
        db.Add(CaseEvent.Of(
            application.Id, request.Confirm ? CaseEventKind.ProbationPassed : CaseEventKind.ProbationNotPassed, request.Confirm ? "" : reason, now));
        if (!request.Confirm) await TellAsync(application, now, ct);
        return await ProbationStep.RecordAsync(
            db, task, "probation.decided", $"{application.State} {reason}".TrimEnd(), reason, actor, now, ct);
    });

    private async Task TellAsync(Application application, DateTimeOffset now, CancellationToken ct)
    {
        var post = await db.Set<Post>().Where(p => p.Id == application.PostId).Select(p => p.Name).SingleAsync(ct);
        var channel = await (
            from c in db.Set<Competition>()
            join u in db.Set<Unit>() on c.UnitId equals u.Id
            where c.Id == application.CompetitionId
            select u.SupervisionPhone).SingleAsync(ct);
        await outbox.PromiseAsync(
            db, application.PersonId,
            new NotChosen(post, new("试用期满未予正式任职，按试任前职级安排", "not confirmed after probation; placed at the former rank"), channel),
            $"{MailEvent.M11NotChosen}:probation:{application.Id:n}", 1, application.CompetitionId, application.Id, now, ct);
    }
}

/// <summary>What the three steps have in common: the answered task, the trail and the poke.</summary>
internal static class ProbationStep
{
    public static async Task<ProbationStepOutcome> RecordAsync(
        ApprovalDb db, UserTask task, string action, string detail, string? comment, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        task.Decide(Verdict.Complete, comment, mayAct: true, actor, now);
        db.Record(task.CompetitionId, action, task.SubjectId!.Value, actor, detail, now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return ProbationStepOutcome.Recorded;
    }
}
