using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Recusal;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

/// <summary>
/// Takes up the next item: a named person introduces the candidate (逐个介绍). Only what is on the sent agenda, one item at
/// a time, and with enough members present once the recused have left.
/// </summary>
public sealed class IntroduceItem(ApprovalDb db, RecorderDesk desk, RelatedPeople related, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, Guid ItemId, string? Introducer);

    public Task<DeskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var table = await desk.FindAsync(request.TaskId, actor, ct);
        if (table is null) return DeskOutcome.NotFound;
        if (table.Item(request.ItemId) is not { } item) return DeskOutcome.NotOnAgenda;
        if (table.Meeting.State != MeetingState.InSession) return DeskOutcome.NotNow;
        if (table.Items.Any(i => i.State is > DecisionItemState.Draft and < DecisionItemState.VoteClosed)) return DeskOutcome.NotNow;
        if (string.IsNullOrWhiteSpace(request.Introducer)) return DeskOutcome.ReasonRequired;
        var candidate = await db.Set<Application>().AsNoTracking().SingleAsync(a => a.Id == item.ApplicationId, ct);
        if (candidate is not { State: ApplicationState.Proposed, HeldAt: null }) return DeskOutcome.CandidateLeft;

        // A relation that came to light after the agenda was sent counts as well.
        var pairs = await related.ForAsync(table.Meeting.CompetitionId, [.. table.Members.Select(s => s.PersonId)], ct);
        foreach (var member in table.Members.Where(m => pairs.Contains((m.PersonId, item.ApplicationId)) && !table.IsRecused(item, m.PersonId)).ToList())
        {
            var recusal = ItemRecusal.Of(item, member.PersonId, automatic: true, "本人或亲属关系");
            table.Recusals.Add(recusal);
            db.Add(recusal);
        }

        if (!table.HasQuorum(item))
        {
            await db.SaveChangesAsync(ct); // who has to leave is on record, whatever becomes of the item
            return DeskOutcome.NoQuorum;
        }

        if (!item.Introduce(request.Introducer.Trim())) return DeskOutcome.NotNow;
        table.Meeting.Touch();
        db.Record(table.Meeting.CompetitionId, "item.introduced", item.Id, actor, $"{item.Seq} by {item.Introducer}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return DeskOutcome.Done;
    });
}
