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
/// Opens the vote on one item to the members present and not recused, and to nobody else: one ballot each in a secret
/// vote, otherwise by name. The quorum is asked again at this moment.
/// </summary>
public sealed class OpenVote(ApprovalDb db, RecorderDesk desk, OpenBallotBox boxes, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, Guid ItemId);

    public Task<DeskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var table = await desk.FindAsync(request.TaskId, actor, ct);
        if (table is null) return DeskOutcome.NotFound;
        if (table.Item(request.ItemId) is not { } item) return DeskOutcome.NotOnAgenda;
        if (item.State is DecisionItemState.Discussed) return DeskOutcome.OpinionsMissing;
        if (item.State != DecisionItemState.OpinionsRecorded) return DeskOutcome.NotNow;
        // Somebody who came late speaks before the vote too; a vote cast again stands on the opinions of the first.
        if (table.SpokenOn(item) is { Count: > 0 } spoken && !table.OrderFor(item).IsComplete(spoken)) return DeskOutcome.OpinionsMissing;
        if (!table.HasQuorum(item)) return DeskOutcome.NoQuorum;
        var candidate = await db.Set<Application>().AsNoTracking().SingleAsync(a => a.Id == item.ApplicationId, ct);
        if (candidate is not { State: ApplicationState.Proposed, HeldAt: null }) return DeskOutcome.CandidateLeft;

        var now = clock.GetUtcNow();
        var boxId = item.VoteMode == VoteMode.SecretBallot ? await HandOutAsync(table, item, candidate, actor, now, ct) : (Guid?)null;
        item.OpenVote(table.RollFor(item), boxId);
        table.Meeting.Touch();
        db.Record(table.Meeting.CompetitionId, "item.vote-opened", item.Id, actor, $"{item.Seq} {item.VoteMode}: {item.Issued} entitled", now);
        await db.SaveChangesAsync(ct);
        return DeskOutcome.Done;
    });

    private async Task<Guid> HandOutAsync(MeetingTable table, DecisionItem item, Application candidate, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var name = await db.Set<Person>().Where(p => p.Id == candidate.PersonId).Select(p => p.Name).SingleAsync(ct);
        var post = await db.Set<Post>().Where(p => p.Id == item.PostId).Select(p => p.Name).SingleAsync(ct);
        var label = $"{name}（{post}）";
        var voters = table.VotersFor(item);
        var box = boxes.Add(db, new OpenBallotBox.Request(
            table.Meeting.CompetitionId, table.Run.Id, BallotSubject.DecisionItem, item.Id, $"{table.Meeting.Session} {label}",
            BallotSheet.On(item.Id, label), [.. voters.Select(voter => new EligibleVoter(voter))]), actor, now);
        foreach (var voter in voters)
        {
            db.Add(UserTask.Open(
                table.Meeting.CompetitionId, table.Run.Id, TaskKind.DecisionBallot, box.Id, label, table.Meeting.Round, voter, null, null, null, false, now));
        }

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == table.Meeting.CompetitionId, ct);
        await TaskMail.AnnounceAsync(db, outbox, competition, now, ct);
        return box.Id;
    }
}
