using ApprovalFlow.Infrastructure;

namespace ApprovalFlow.Meetings;

/// <summary>
/// Votes by hand or voice, by name and in the order given, the chief's last. All of them are recorded or, when one is
/// refused, none.
/// </summary>
public sealed class RecordVotes(ApprovalDb db, RecorderDesk desk, TimeProvider clock)
{
    public sealed record Vote(Guid PersonId, OpenChoice Choice);

    public sealed record Request(Guid TaskId, Guid ItemId, IReadOnlyList<Vote> Votes);

    public Task<DeskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var table = await desk.FindAsync(request.TaskId, actor, ct);
        if (table is null) return DeskOutcome.NotFound;
        if (table.Item(request.ItemId) is not { } item) return DeskOutcome.NotOnAgenda;
        if (item.State != DecisionItemState.VoteOpen || item.VoteMode == VoteMode.SecretBallot) return DeskOutcome.NotNow;
        if (request.Votes.Count == 0 || request.Votes.Any(v => !Enum.IsDefined(v.Choice))) return DeskOutcome.VotesMissing;

        var (order, voted) = (table.OrderFor(item), table.VotedOn(item).ToList());
        foreach (var vote in request.Votes)
        {
            if (RecordOpinion.RefusalOf(order.Check(voted, vote.PersonId)) is { } refusal) return refusal;
            voted.Add(vote.PersonId);
            db.Add(ItemVote.Of(item, vote.PersonId, voted.Count, vote.Choice));
        }

        table.Meeting.Touch();
        db.Record(table.Meeting.CompetitionId, "item.votes-recorded", item.Id, actor, $"{item.Seq}: {voted.Count} of {item.Issued}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return DeskOutcome.Done;
    });
}
