using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

public enum RecordSuperiorDecisionOutcome
{
    Recorded = 1, NotFound, PaperRequired, NoSeatLeft,

    /// <summary>The group could still reach its quorum: it decides itself.</summary>
    NotReferable,
}

/// <summary>
/// A group that recusal has left too small refers the item upward; the organiser enters what the superior party committee
/// decided, with its paper.
/// </summary>
public sealed class RecordSuperiorDecision(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public sealed record Request(Guid ItemId, bool Passed, string? Paper);

    public Task<RecordSuperiorDecisionOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var item = await db.Set<DecisionItem>().SingleOrDefaultAsync(i => i.Id == request.ItemId, ct);
        if (item is null || await access.ForAsync(actor, item.CompetitionId, ct) is not { Organises: true }) return RecordSuperiorDecisionOutcome.NotFound;
        var table = await RecorderDesk.OpenAsync(db, item.MeetingId, null, ct);
        if (!table.Run.IsOpen || item.FollowedById is not null || !IsReferable(table, item)) return RecordSuperiorDecisionOutcome.NotReferable;
        if (string.IsNullOrWhiteSpace(request.Paper)) return RecordSuperiorDecisionOutcome.PaperRequired;
        if (request.Passed && await PostSeats.LeftAsync(db, item.PostId, ct) < 1) return RecordSuperiorDecisionOutcome.NoSeatLeft;

        var now = clock.GetUtcNow();
        var decided = DecisionItem.OfSuperior(item, table.Items.Max(i => i.Seq) + 1, request.Passed, $"上级党委（党组）决定：{request.Paper.Trim()}", now);
        db.Add(decided);
        table.Run.Touch();
        db.Record(item.CompetitionId, "item.decided-by-superior", decided.Id, actor, $"{decided.State}: {decided.ResultReason}", now);
        db.Add(Engine.Signal.Poke(table.Run.InstanceId, table.Run.WakesActivityId, now));
        await db.SaveChangesAsync(ct);
        return RecordSuperiorDecisionOutcome.Recorded;
    });

    /// <summary>Void for want of a quorum that could not be reached even if everybody else came.</summary>
    public static bool IsReferable(MeetingTable table, DecisionItem item)
    {
        var recused = table.Members.Count(m => table.IsRecused(item, m.PersonId));
        return item.State == DecisionItemState.VoidNoQuorum
            && !table.Settings.Rule.IsReachable(table.Members.Count(), recused, table.Settings.RecusalPolicy);
    }
}
