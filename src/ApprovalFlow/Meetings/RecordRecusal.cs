using ApprovalFlow.Infrastructure;

namespace ApprovalFlow.Meetings;

/// <summary>A member leaves for one item, by own declaration or by the meeting's ruling. Not once the vote is open.</summary>
public sealed class RecordRecusal(ApprovalDb db, RecorderDesk desk, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, Guid ItemId, Guid PersonId, string? Reason);

    public Task<DeskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var table = await desk.FindAsync(request.TaskId, actor, ct);
        if (table is null) return DeskOutcome.NotFound;
        if (table.Item(request.ItemId) is not { } item) return DeskOutcome.NotOnAgenda;
        if (table.Members.All(s => s.PersonId != request.PersonId)) return DeskOutcome.HasNoVoice;
        if (item.State >= DecisionItemState.VoteOpen) return DeskOutcome.NotNow;
        if (table.SpokenOn(item).Contains(request.PersonId)) return DeskOutcome.AlreadySpoken;
        if (string.IsNullOrWhiteSpace(request.Reason)) return DeskOutcome.ReasonRequired;
        if (table.IsRecused(item, request.PersonId)) return DeskOutcome.Done;

        db.Add(ItemRecusal.Of(item, request.PersonId, automatic: false, request.Reason.Trim()));
        table.Meeting.Touch();
        db.Record(table.Meeting.CompetitionId, "meeting.recused", item.Id, actor, $"{request.PersonId:n}: {request.Reason.Trim()}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return DeskOutcome.Done;
    });
}
