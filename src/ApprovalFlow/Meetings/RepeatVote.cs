using ApprovalFlow.Infrastructure;

namespace ApprovalFlow.Meetings;

/// <summary>An irregular vote is cast again in the same meeting, as an item of its own; the record of the void one stays.</summary>
public sealed class RepeatVote(ApprovalDb db, RecorderDesk desk, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, Guid ItemId);

    public Task<DeskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var table = await desk.FindAsync(request.TaskId, actor, ct);
        if (table is null) return DeskOutcome.NotFound;
        if (table.Item(request.ItemId) is not { } item) return DeskOutcome.NotOnAgenda;
        if (table.Meeting.State != MeetingState.InSession || item.FollowedById is not null) return DeskOutcome.NotNow;
        if (item.VoteAgain(table.Items.Max(i => i.Seq) + 1) is not { } again) return DeskOutcome.NotNow;

        db.Add(again);
        db.AddRange(table.Recusals.Where(r => r.ItemId == item.Id).Select(r => ItemRecusal.Of(again, r.PersonId, r.Automatic, r.Reason)));
        table.Meeting.Touch();
        db.Record(table.Meeting.CompetitionId, "item.vote-again", again.Id, actor, $"{again.Seq} after {item.Seq}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return DeskOutcome.Done;
    });
}
