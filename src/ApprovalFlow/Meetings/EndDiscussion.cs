using ApprovalFlow.Infrastructure;

namespace ApprovalFlow.Meetings;

/// <summary>The discussion of an item is over; members now give their opinions one by one.</summary>
public sealed class EndDiscussion(ApprovalDb db, RecorderDesk desk, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, Guid ItemId);

    public Task<DeskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var table = await desk.FindAsync(request.TaskId, actor, ct);
        if (table is null) return DeskOutcome.NotFound;
        if (table.Item(request.ItemId) is not { } item) return DeskOutcome.NotOnAgenda;
        if (!item.Discussed()) return DeskOutcome.NotNow;
        table.Meeting.Touch();
        db.Record(table.Meeting.CompetitionId, "item.discussed", item.Id, actor, $"{item.Seq}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return DeskOutcome.Done;
    });
}
