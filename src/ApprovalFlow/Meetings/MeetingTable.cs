using System.Collections.Immutable;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.PartyGroupDecision;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

/// <summary>The answer to a step that the recorder takes for the meeting.</summary>
public enum DeskOutcome
{
    Done = 1, NotFound,

    /// <summary>临时动议: what is not on the sent agenda is not taken up.</summary>
    NotOnAgenda,

    /// <summary>Not a step that may follow now.</summary>
    NotNow,

    /// <summary>The day of the meeting has not come.</summary>
    TooEarly,
    ReasonRequired, ChairAbsent,

    /// <summary>Fewer present than two thirds of those who should attend, after recusal.</summary>
    NoQuorum,
    HasNoVoice, AlreadySpoken, ChiefSpeaksLast, OpinionsMissing, VotesMissing,

    /// <summary>The candidate is no longer proposed, or is held.</summary>
    CandidateLeft,
    ItemsOpen,
}

/// <summary>One meeting with everything on its table, tracked: seats, items, and who leaves for which item.</summary>
public sealed class MeetingTable
{
    internal MeetingTable(
        UserTask? task, Meeting meeting, StageRun run, List<MeetingSeat> seats, List<DecisionItem> items, List<ItemRecusal> recusals,
        List<ItemOpinion> opinions, List<ItemVote> votes)
    {
        (Task, Meeting, Run, Seats) = (task, meeting, run, seats);
        (Items, Recusals, Opinions, Votes) = (items, recusals, opinions, votes);
    }

    /// <summary>The recorder's task; null when the table was not opened through it.</summary>
    public UserTask? Task { get; }
    public Meeting Meeting { get; }
    public StageRun Run { get; }
    public List<MeetingSeat> Seats { get; }
    public List<DecisionItem> Items { get; }
    public List<ItemRecusal> Recusals { get; }
    public List<ItemOpinion> Opinions { get; }
    public List<ItemVote> Votes { get; }

    public DecisionSettings Settings => Run.Settings<DecisionSettings>();

    public IEnumerable<MeetingSeat> Members => Seats.Where(s => s.Votes);

    public DecisionItem? Item(Guid id) => Items.SingleOrDefault(i => i.Id == id);

    /// <summary>Who may speak and vote on the item: members present and not recused.</summary>
    public ImmutableHashSet<Guid> VotersFor(DecisionItem item) =>
        [.. Members.Where(s => s.Presence == Presence.Present && !IsRecused(item, s.PersonId)).Select(s => s.PersonId)];

    public bool IsRecused(DecisionItem item, Guid personId) => Recusals.Any(r => r.ItemId == item.Id && r.PersonId == personId);

    public Roll RollFor(DecisionItem item)
    {
        var recused = Members.Where(s => IsRecused(item, s.PersonId)).ToList();
        var here = recused.Count(s => s.Presence == Presence.Present);
        return new(Members.Count(), Members.Count(s => s.Presence == Presence.Present), here, recused.Count - here);
    }

    public bool HasQuorum(DecisionItem item) => RollFor(item).HasQuorum(Settings.Rule, Settings.RecusalPolicy);

    public OpinionOrder OrderFor(DecisionItem item) => new(VotersFor(item), Meeting.ChairId);

    /// <summary>Opinions belong to the item they were given on; an irregular vote that is cast again stands on those of the first.</summary>
    public IReadOnlyList<Guid> SpokenOn(DecisionItem item) => [.. Opinions.Where(o => o.ItemId == item.Id).Select(o => o.PersonId)];

    public IReadOnlyList<Guid> VotedOn(DecisionItem item) => [.. Votes.Where(v => v.ItemId == item.Id).Select(v => v.PersonId)];
}

/// <summary>The recorder's desk: opens the table to whoever holds the task of running the meeting, and to nobody else.</summary>
public sealed class RecorderDesk(ApprovalDb db, TaskAccess access)
{
    public async Task<MeetingTable?> FindAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await access.FindAsync(taskId, actor, ct);
        if (task is not { Kind: TaskKind.RunMeeting, SubjectId: { } meetingId }) return null;
        return task.State == TaskState.Open ? await OpenAsync(db, meetingId, task, ct) : null;
    }

    internal static async Task<MeetingTable> OpenAsync(ApprovalDb db, Guid meetingId, UserTask? task, CancellationToken ct)
    {
        var meeting = await db.Set<Meeting>().SingleAsync(m => m.Id == meetingId, ct);
        var run = await db.Set<StageRun>().SingleAsync(r => r.Id == meeting.StageRunId, ct);
        var seats = await db.Set<MeetingSeat>().Where(s => s.MeetingId == meetingId).OrderBy(s => s.PersonId).ToListAsync(ct);
        var items = await db.Set<DecisionItem>().Where(i => i.MeetingId == meetingId).OrderBy(i => i.Seq).ToListAsync(ct);
        var ids = items.Select(i => i.Id).ToList();
        return new(
            task, meeting, run, seats, items,
            await db.Set<ItemRecusal>().Where(r => ids.Contains(r.ItemId)).ToListAsync(ct),
            await db.Set<ItemOpinion>().Where(o => ids.Contains(o.ItemId)).OrderBy(o => o.Seq).ToListAsync(ct),
            await db.Set<ItemVote>().Where(v => ids.Contains(v.ItemId)).OrderBy(v => v.Seq).ToListAsync(ct));
    }
}
