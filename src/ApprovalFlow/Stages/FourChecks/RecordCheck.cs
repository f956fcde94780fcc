using ApprovalFlow.Calendar;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.FourChecks;

/// <summary>A handler records what one of the four checks on one subject came to.</summary>
public sealed class RecordCheck(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, CheckFinding Finding, DateOnly CheckedOn, string? Note, string? Document);

    public Task<RecordCheckOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is null || KindOf(task.Kind) is not { } kind) return RecordCheckOutcome.NotFound;
        if (task.State != TaskState.Open) return RecordCheckOutcome.AlreadyClosed;

        var now = clock.GetUtcNow();
        var check = await db.Set<SubjectCheck>().SingleAsync(c => c.StageRunId == task.StageRunId && c.ApplicationId == task.SubjectId && c.Kind == kind, ct);
        var outcome = check.Record(request.Finding, request.CheckedOn, request.Note, request.Document, actor, ChinaTime.DateOf(now), now);
        if (outcome is not (RecordCheckOutcome.Closed or RecordCheckOutcome.KeptOpen)) return outcome;

        if (outcome == RecordCheckOutcome.Closed) task.Decide(Verdict.Complete, null, mayAct: true, actor, now);
        db.Record(task.CompetitionId, "check.recorded", check.Id, actor, $"{kind} {check.ApplicationId:n}: {check.Finding}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return outcome;
    });

    /// <summary>Which check a task asks for; null for tasks of other kinds.</summary>
    public static CheckKind? KindOf(TaskKind kind) => kind switch
    {
        TaskKind.CheckPersonnelFile => CheckKind.PersonnelFile,
        TaskKind.CheckPersonalMatters => CheckKind.PersonalMatters,
        TaskKind.CheckDiscipline => CheckKind.Discipline,
        TaskKind.CheckComplaints => CheckKind.Complaints,
        _ => null,
    };
}
