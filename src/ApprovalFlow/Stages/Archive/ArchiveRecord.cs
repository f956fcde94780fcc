using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Stages.Archive;

public enum ArchiveRecordOutcome { Archived = 1, NotFound, AlreadyArchived, ReasonRequired }

/// <summary>
/// The organiser closes the record. What is missing from it is named in the trail with the reason; without a reason an
/// incomplete record stays open.
/// </summary>
public sealed class ArchiveRecord(ApprovalDb db, TaskAccess tasks, RecordChecklist checklist, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, string? Reason);

    public Task<ArchiveRecordOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await tasks.FindAsync(request.TaskId, actor, ct);
        if (task is null || task.Kind != TaskKind.ArchiveRecord) return ArchiveRecordOutcome.NotFound;
        if (task.State != TaskState.Open) return ArchiveRecordOutcome.AlreadyArchived;

        var missing = (await checklist.ForAsync(task.CompetitionId, ct)).Where(l => !l.Complete).Select(l => l.Part).ToList();
        if (missing.Count > 0 && string.IsNullOrWhiteSpace(request.Reason)) return ArchiveRecordOutcome.ReasonRequired;

        var now = clock.GetUtcNow();
        task.Decide(Verdict.Complete, request.Reason, mayAct: true, actor, now);
        var gaps = missing.Count > 0 ? $"missing: {string.Join(", ", missing)}; {request.Reason!.Trim()}" : "complete";
        db.Record(task.CompetitionId, "record.archived", task.CompetitionId, actor, gaps, now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return ArchiveRecordOutcome.Archived;
    });
}
