using ApprovalFlow.Infrastructure;

namespace ApprovalFlow.Meetings;

/// <summary>
/// One member's opinion, in the order given: agree, disagree or defer, the chief last. The last one completes the round.
/// </summary>
public sealed class RecordOpinion(ApprovalDb db, RecorderDesk desk, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, Guid ItemId, Guid PersonId, Opinion Opinion, string? Statement);

    public Task<DeskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var table = await desk.FindAsync(request.TaskId, actor, ct);
        if (table is null) return DeskOutcome.NotFound;
        if (table.Item(request.ItemId) is not { } item) return DeskOutcome.NotOnAgenda;
        if (!Enum.IsDefined(request.Opinion)) return DeskOutcome.NotNow;
        if (item.State is not (DecisionItemState.Discussed or DecisionItemState.OpinionsRecorded)) return DeskOutcome.NotNow;

        var (order, spoken) = (table.OrderFor(item), table.SpokenOn(item));
        if (RefusalOf(order.Check(spoken, request.PersonId)) is { } refusal) return refusal;

        var now = clock.GetUtcNow();
        db.Add(ItemOpinion.Of(item, request.PersonId, spoken.Count + 1, request.Opinion, request.Statement?.Trim() ?? "", now));
        if (order.IsComplete([.. spoken, request.PersonId])) item.OpinionsGiven();
        table.Meeting.Touch();
        db.Record(table.Meeting.CompetitionId, "item.opinion", item.Id, actor, $"{item.Seq}.{spoken.Count + 1}", now);
        await db.SaveChangesAsync(ct);
        return DeskOutcome.Done;
    });

    internal static DeskOutcome? RefusalOf(OpinionOutcome outcome) => outcome switch
    {
        OpinionOutcome.Recorded => null,
        OpinionOutcome.HasNoVoice => DeskOutcome.HasNoVoice,
        OpinionOutcome.AlreadySpoken => DeskOutcome.AlreadySpoken,
        OpinionOutcome.ChiefSpeaksLast => DeskOutcome.ChiefSpeaksLast,
    };
}
