using System.Text.Json;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

public enum ReconsiderItemOutcome
{
    Accepted = 1, NotFound, NotDecided, ReasonRequired, NotAMember,

    /// <summary>Not more than half of all members agreed.</summary>
    TooFew,
}

/// <summary>
/// The organiser enters that more than half of all members want a decided item voted on again (复议). The old result stays
/// on record; the next meeting's item takes its place.
/// </summary>
public sealed class ReconsiderItem(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public sealed record Request(Guid ItemId, IReadOnlyCollection<Guid> Consenting, string? Reason);

    public Task<ReconsiderItemOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var item = await db.Set<DecisionItem>().SingleOrDefaultAsync(i => i.Id == request.ItemId, ct);
        if (item is null || await access.ForAsync(actor, item.CompetitionId, ct) is not { Organises: true }) return ReconsiderItemOutcome.NotFound;
        var table = await RecorderDesk.OpenAsync(db, item.MeetingId, null, ct);
        if (!table.Run.IsOpen || item.FollowedById is not null || item.State.Check(DecisionItemState.ReconsiderationRequested) != MoveOutcome.Moved)
            return ReconsiderItemOutcome.NotDecided;
        if (await db.Set<ReconsiderationConsent>().AnyAsync(c => c.ItemId == item.Id, ct)) return ReconsiderItemOutcome.NotDecided;
        if (string.IsNullOrWhiteSpace(request.Reason)) return ReconsiderItemOutcome.ReasonRequired;

        var consenting = request.Consenting.ToHashSet();
        var members = table.Members.Select(m => m.PersonId).ToHashSet();
        if (!consenting.IsSubsetOf(members)) return ReconsiderItemOutcome.NotAMember;
        if (Reconsideration.Check(consenting.Count, members.Count) != MoveOutcome.Moved) return ReconsiderItemOutcome.TooFew;

        var now = clock.GetUtcNow();
        db.Add(ReconsiderationConsent.Of(item, JsonSerializer.Serialize(consenting), request.Reason.Trim(), actor, now));
        table.Run.Touch();
        db.Record(item.CompetitionId, "item.reconsidered", item.Id, actor, $"{item.State}, {consenting.Count} of {members.Count}: {request.Reason.Trim()}", now);
        db.Add(Engine.Signal.Poke(table.Run.InstanceId, table.Run.ActivityId, now));
        await db.SaveChangesAsync(ct);
        return ReconsiderItemOutcome.Accepted;
    });
}
