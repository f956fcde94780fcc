using ApprovalFlow.Infrastructure;

namespace ApprovalFlow.Meetings;

/// <summary>
/// The item is not voted on in this meeting: wide disagreement (暂缓表决), a candidate who left, or too few present, which
/// makes it void. A later meeting takes it up again.
/// </summary>
public sealed class SuspendItem(ApprovalDb db, RecorderDesk desk, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, Guid ItemId, string? Reason);

    public Task<DeskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var table = await desk.FindAsync(request.TaskId, actor, ct);
        if (table is null) return DeskOutcome.NotFound;
        if (table.Item(request.ItemId) is not { } item) return DeskOutcome.NotOnAgenda;
        if (table.Meeting.State != MeetingState.InSession) return DeskOutcome.NotNow;
        if (item.State >= DecisionItemState.VoteOpen) return DeskOutcome.NotNow;
        if (string.IsNullOrWhiteSpace(request.Reason)) return DeskOutcome.ReasonRequired;

        var now = clock.GetUtcNow();
        var result = table.HasQuorum(item) ? DecisionItemState.Suspended : DecisionItemState.VoidNoQuorum;
        if (!item.End(result, request.Reason.Trim(), now)) return DeskOutcome.NotNow;
        await PostSeats.SettleAsync(db, table, item.PostId, now, ct);
        table.Meeting.Touch();
        db.Record(table.Meeting.CompetitionId, "item.ended", item.Id, actor, $"{item.Seq} {result}: {item.ResultReason}", now);
        await db.SaveChangesAsync(ct);
        return DeskOutcome.Done;
    });
}
