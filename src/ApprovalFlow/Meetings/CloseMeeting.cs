using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

/// <summary>
/// Closes the session once every item has a result: the minutes are drawn up, frozen, and go to chair and recorder for
/// their signatures.
/// </summary>
public sealed class CloseMeeting(ApprovalDb db, RecorderDesk desk, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid TaskId);

    public Task<DeskOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var table = await desk.FindAsync(request.TaskId, actor, ct);
        if (table is null) return DeskOutcome.NotFound;
        if (table.Items.Any(i => i.State < DecisionItemState.Passed)) return DeskOutcome.ItemsOpen;

        var now = clock.GetUtcNow();
        var meeting = table.Meeting;
        if (!meeting.Close(await MinutesOfAsync(table, ct), now)) return DeskOutcome.NotNow;
        foreach (var signer in new[] { meeting.ChairId, meeting.RecorderId })
        {
            db.Add(UserTask.Open(
                meeting.CompetitionId, table.Run.Id, TaskKind.SignMinutes, meeting.Id, meeting.Session, meeting.Round, signer, null, null, null, false, now));
        }

        table.Task!.Decide(Verdict.Complete, null, mayAct: true, actor, now);
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == meeting.CompetitionId, ct);
        await TaskMail.AnnounceAsync(db, outbox, competition, now, ct);
        db.Record(meeting.CompetitionId, "meeting.closed", meeting.Id, actor, $"{meeting.Session} minutes {meeting.MinutesHash}", now);
        await DecideTask.WakeStageAsync(db, table.Task, now, ct);
        await db.SaveChangesAsync(ct);
        return DeskOutcome.Done;
    });

    private async Task<string> MinutesOfAsync(MeetingTable table, CancellationToken ct)
    {
        var applications = table.Items.Select(i => i.ApplicationId).ToList();
        var candidates = await db.Set<Application>().Where(a => applications.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.PersonId, ct);
        var posts = await db.Set<Post>().Where(p => p.CompetitionId == table.Meeting.CompetitionId).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        Guid[] hands = [table.Meeting.ChairId, table.Meeting.RecorderId, table.Meeting.ScrutineerId, table.Meeting.TellerId];
        var ids = table.Seats.Select(s => s.PersonId).Concat(candidates.Values).Concat(hands).ToHashSet();
        var people = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var unit = await db.Set<Unit>().SingleAsync(u => db.Set<Competition>().Any(c => c.Id == table.Meeting.CompetitionId && c.UnitId == u.Id), ct);
        var deviations = await db.Set<MeetingDeviation>().Where(d => d.MeetingId == table.Meeting.Id).OrderBy(d => d.RecordedAt).ToListAsync(ct);
        return new MinutesText(table, unit.PartyGroupName.Length > 0 ? unit.PartyGroupName : unit.Name, candidates, posts, people, deviations).ToString();
    }
}
