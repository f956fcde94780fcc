using ApprovalFlow.Calendar;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Recusal;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.PartyGroupDecision;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

public enum ConveneMeetingOutcome
{
    Convened = 1, NotFound, AlreadyConvened, DetailsMissing, InThePast, NothingToDecide, NoMembers, ChairIsNoMember,

    /// <summary>Scrutineer, teller and recorder: scrutineer and teller are different people, the recorder is not the chair.</summary>
    SamePerson,

    /// <summary>Scrutineer, teller or recorder is a candidate or a candidate's relative.</summary>
    Conflicted,
}

/// <summary>
/// The organiser calls the meeting. Who should attend is fixed as of now, the agenda holds everybody proposed and nobody
/// else, recusals that follow from declarations are entered, and the agenda is sent: nothing can be added afterwards.
/// </summary>
public sealed class ConveneMeeting(
    ApprovalDb db, TaskAccess access, ConvocationQuery convocation, RelatedPeople related, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(
        Guid TaskId, string Session, DateTimeOffset StartsAt, string Place, Guid ChairId, Guid RecorderId, Guid ScrutineerId, Guid TellerId,
        IReadOnlyCollection<Guid> Attendees);

    public Task<ConveneMeetingOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.ConveneMeeting }) return ConveneMeetingOutcome.NotFound;
        if (task.State != TaskState.Open) return ConveneMeetingOutcome.AlreadyConvened;

        var now = clock.GetUtcNow();
        var run = await db.Set<StageRun>().SingleAsync(r => r.Id == task.StageRunId, ct);
        var called = await convocation.ForRunAsync(run, ct);
        var involved = called.Members.Select(m => m.Id).Concat([request.RecorderId, request.ScrutineerId, request.TellerId]).ToHashSet();
        var pairs = await related.ForAsync(run.CompetitionId, involved, ct);
        if (Check(request, called, pairs, now) is { } refusal) return refusal;

        var meeting = Meeting.Convene(
            run.CompetitionId, run.Id, called.Round, request.Session.Trim(), request.StartsAt, request.Place.Trim(),
            request.ChairId, request.RecorderId, request.ScrutineerId, request.TellerId, actor, now);
        var seats = SeatsOf(meeting, called, request);
        var items = await ItemsOfAsync(meeting, called, run.Settings<DecisionSettings>().Mode, ct);
        meeting.Send(seats, items);
        db.Add(meeting);
        db.AddRange(seats);
        db.AddRange(items);
        foreach (var (item, member) in items.SelectMany(i => called.Members.Select(m => (i, m.Id))).Where(p => pairs.Contains((p.Id, p.i.ApplicationId))))
            db.Add(ItemRecusal.Of(item, member, automatic: true, "本人或亲属关系"));

        db.Add(UserTask.Open(
            run.CompetitionId, run.Id, TaskKind.RunMeeting, meeting.Id, meeting.Session, called.Round, meeting.RecorderId, null, null,
            ChinaTime.EndOf(ChinaTime.DateOf(request.StartsAt)), dueIsFinal: false, now));
        task.Decide(Verdict.Complete, null, mayAct: true, actor, now);
        await SendAsync(meeting, seats, now, ct);
        run.Touch();
        db.Record(run.CompetitionId, "meeting.convened", meeting.Id, actor, $"#{meeting.Round} {meeting.Session}: {seats.Count(s => s.Votes)} should attend, {items.Count} items, agenda {meeting.AgendaHash}", now);
        db.Add(Signal.Poke(run.InstanceId, run.WakesActivityId, now));
        await db.SaveChangesAsync(ct);
        return ConveneMeetingOutcome.Convened;
    });

    private static ConveneMeetingOutcome? Check(
        Request request, Convocation called, IReadOnlySet<(Guid PersonId, Guid ApplicationId)> pairs, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(request.Session) || string.IsNullOrWhiteSpace(request.Place)) return ConveneMeetingOutcome.DetailsMissing;
        if (ChinaTime.DateOf(request.StartsAt) < ChinaTime.DateOf(now)) return ConveneMeetingOutcome.InThePast;
        if (called.Items.Count == 0) return ConveneMeetingOutcome.NothingToDecide;
        if (called.Members.Count == 0) return ConveneMeetingOutcome.NoMembers;
        if (called.Members.All(m => m.Id != request.ChairId)) return ConveneMeetingOutcome.ChairIsNoMember;
        if (request.ScrutineerId == request.TellerId || request.RecorderId == request.ChairId) return ConveneMeetingOutcome.SamePerson;
        Guid[] hands = [request.RecorderId, request.ScrutineerId, request.TellerId];
        return called.Items.Any(item => hands.Any(hand => pairs.Contains((hand, item.ApplicationId)))) ? ConveneMeetingOutcome.Conflicted : null;
    }

    private static List<MeetingSeat> SeatsOf(Meeting meeting, Convocation called, Request request)
    {
        var members = called.Members.Select(m => m.Id).ToList();
        var others = request.Attendees.Where(called.Attendees.Select(a => a.Id).Contains).Except(members);
        return [.. members.Select(id => MeetingSeat.Of(meeting, id, votes: true)), .. others.Select(id => MeetingSeat.Of(meeting, id, votes: false))];
    }

    private async Task<List<DecisionItem>> ItemsOfAsync(Meeting meeting, Convocation called, VoteMode mode, CancellationToken ct)
    {
        var followed = called.Items.Select(i => i.FollowsId).OfType<Guid>().ToList();
        var earlier = await db.Set<DecisionItem>().Where(i => followed.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        return
        [
            .. called.Items.Select((item, index) => DecisionItem.OnAgenda(
                meeting.Id, meeting.CompetitionId, item.ApplicationId, item.PostId, index + 1, mode,
                item.FollowsId is { } id ? earlier[id] : null)),
        ];
    }

    /// <summary>The call names time and place, never a candidate.</summary>
    private async Task SendAsync(Meeting meeting, List<MeetingSeat> seats, DateTimeOffset now, CancellationToken ct)
    {
        var text = new MeetingCalled(meeting.Session, meeting.StartsAt, meeting.Place);
        foreach (var person in seats.Select(s => s.PersonId).Append(meeting.RecorderId).Append(meeting.ScrutineerId).Append(meeting.TellerId).Distinct())
            await outbox.PromiseAsync(db, person, text, $"MeetingCalled:{meeting.Id:n}", meeting.Round, meeting.CompetitionId, null, now, ct);
    }
}
