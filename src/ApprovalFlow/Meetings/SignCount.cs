using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

/// <summary>
/// Scrutineer and teller each sign the count sheet of an item. The second signature makes the result, and where several
/// compete for one post the seats are given once all of them are counted.
/// </summary>
public sealed class SignCount(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    public sealed record Request(Guid TaskId);

    public Task<SignCountOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.SignCount, SubjectId: { } itemId }) return SignCountOutcome.NotFound;
        if (task.State == TaskState.Done) return SignCountOutcome.AlreadySigned;

        var meetingId = await db.Set<DecisionItem>().Where(i => i.Id == itemId).Select(i => i.MeetingId).SingleAsync(ct);
        var table = await RecorderDesk.OpenAsync(db, meetingId, null, ct);
        var item = table.Item(itemId)!;
        var now = clock.GetUtcNow();
        var outcome = item.SignCount(actor.PersonId == table.Meeting.ScrutineerId, actor, now);
        if (outcome != SignCountOutcome.Recorded) return outcome;

        task.Decide(Verdict.Approve, null, mayAct: true, actor, now);
        db.Record(task.CompetitionId, "count.signed", item.Id, actor, $"{item.Seq}: {item.Count}", now);
        if (item.CountIsSigned) await PostSeats.JudgeAsync(db, table, item, now, ct);
        table.Meeting.Touch();
        await db.SaveChangesAsync(ct);
        return outcome;
    });
}
