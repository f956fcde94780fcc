using ApprovalFlow.Applications;
using ApprovalFlow.Ballots;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

/// <summary>
/// Closes the vote on one item: the count sheet is drawn up and waits for scrutineer and teller. A box whose ballots do
/// not add up makes the vote void; it is cast again.
/// </summary>
public sealed class CloseVote(ApprovalDb db, RecorderDesk desk, CloseBallotBox boxes, Outbox outbox, TimeProvider clock)
{
    /// <summary><paramref name="Early"/>: close although some have not voted; they have then handed in nothing.</summary>
    public sealed record Request(Guid TaskId, Guid ItemId, bool Early);

    public async Task<DeskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct)
    {
        BallotBox? closed = null;
        var outcome = await db.CommitAsync(async () =>
        {
            var table = await desk.FindAsync(request.TaskId, actor, ct);
            if (table is null) return DeskOutcome.NotFound;
            if (table.Item(request.ItemId) is not { } item) return DeskOutcome.NotOnAgenda;
            if (item.State != DecisionItemState.VoteOpen) return DeskOutcome.NotNow;
            if (!request.Early && await HandedInAsync(table, item, ct) < item.Issued) return DeskOutcome.VotesMissing;

            var now = clock.GetUtcNow();
            closed = await BoxOfAsync(item, ct);
            var count = closed is null ? CountOf(table, item) : await CountAsync(closed, actor, now, ct);
            item.CloseVote(count ?? new BallotCount(item.Issued, 0, 0, 0, 0, 0, 0));
            if (count is null) item.End(DecisionItemState.VoidIrregular, "票数与投票人数不符，表决无效", now);
            else await AskForSignaturesAsync(table, item, now, ct);

            table.Meeting.Touch();
            db.Record(table.Meeting.CompetitionId, "item.vote-closed", item.Id, actor, $"{item.Seq} {item.State}: {item.Count}", now);
            await db.SaveChangesAsync(ct);
            return DeskOutcome.Done;
        });
        if (outcome == DeskOutcome.Done && closed is not null) boxes.Forget(closed);
        return outcome;
    }

    private async Task<int> HandedInAsync(MeetingTable table, DecisionItem item, CancellationToken ct) => item.BoxId is { } boxId
        ? await db.Set<BallotVoter>().CountAsync(v => v.BoxId == boxId && v.HasVoted, ct)
        : table.VotedOn(item).Count;

    private Task<BallotBox?> BoxOfAsync(DecisionItem item, CancellationToken ct) =>
        db.Set<BallotBox>().SingleOrDefaultAsync(b => b.Id == item.BoxId, ct);

    private static BallotCount CountOf(MeetingTable table, DecisionItem item)
    {
        int Of(OpenChoice choice) => table.Votes.Count(v => v.ItemId == item.Id && v.Choice == choice);
        return BallotCount.Of(item.Issued, Of(OpenChoice.Agree), Of(OpenChoice.Disagree), Of(OpenChoice.Abstain));
    }

    /// <summary>Null when the box cannot be counted.</summary>
    private async Task<BallotCount?> CountAsync(BallotBox box, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        switch (await boxes.AddAsync(db, box, actor, now, ct))
        {
            case CloseBallotBoxOutcome.Counted:
                return box.Tally!.Value.Single().Count;
            case CloseBallotBoxOutcome.Unreadable:
                await VoidBallotBox.AddAsync(db, box, "票箱无法开启", actor, now, ct);
                return null;
            default:
                return null;
        }
    }

    private async Task AskForSignaturesAsync(MeetingTable table, DecisionItem item, DateTimeOffset now, CancellationToken ct)
    {
        var meeting = table.Meeting;
        var name = await db.Set<Application>().Where(a => a.Id == item.ApplicationId)
            .Join(db.Set<Person>(), a => a.PersonId, p => p.Id, (_, p) => p.Name).SingleAsync(ct);
        foreach (var signer in new[] { meeting.ScrutineerId, meeting.TellerId })
        {
            db.Add(UserTask.Open(
                meeting.CompetitionId, table.Run.Id, TaskKind.SignCount, item.Id, name, meeting.Round, signer, null, null, null, false, now));
        }

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == meeting.CompetitionId, ct);
        await TaskMail.AnnounceAsync(db, outbox, competition, now, ct);
    }
}
