using ApprovalFlow.Applications;
using ApprovalFlow.Ballots;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Recusal;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.PartyGroupDecision;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Meetings;

/// <summary>One person at the meeting.</summary>
public sealed record SeatLine(Guid PersonId, string Name, string Position, bool Votes, bool Chairs, Presence Presence, string AbsenceReason);

/// <summary>One member's place in one item: what was said and voted, or why not.</summary>
public sealed record VoiceLine(Guid PersonId, string Name, bool Chairs, Opinion? Opinion, string Statement, OpenChoice? Choice);

/// <summary>Somebody who leaves for one item.</summary>
public sealed record RecusalLine(string Name, string Reason, bool Automatic);

/// <summary>One item as the meeting's pages show it. <paramref name="Voted"/> is the turnout of an open vote and nothing more.</summary>
public sealed record ItemLine(
    Guid Id, int Seq, Guid ApplicationId, string Name, string PresentPost, string PostName, DecisionItemState State, VoteMode VoteMode, string Introducer,
    string ResultReason, bool Followed, bool CandidateLeft, IReadOnlyList<RecusalLine> Recusals, IReadOnlyList<VoiceLine> Voices,
    int ShouldAttend, int Present, int PresentNeeded, int VotesNeeded, bool HasQuorum, int Voted, BallotCount Count, bool ScrutineerSigned, bool TellerSigned,
    Guid? MaterialRunId)
{
    /// <summary>Who may speak next: everybody who has not, the chief only when all others have.</summary>
    public IReadOnlyList<VoiceLine> NextVoices =>
        [.. Voices.Where(v => v.Opinion is null && (!v.Chairs || Voices.All(o => o.Chairs || o.Opinion is not null)))];

    /// <summary>Fewer agree than a decision needs, before anybody has voted: a reason to suspend.</summary>
    public bool IsDisputed => Voices.Count > 0 && Voices.All(v => v.Opinion is not null)
        && Voices.Count(v => v.Opinion == Opinion.Agree) < VotesNeeded;
}

/// <summary>A minuted deviation.</summary>
public sealed record DeviationLine(Guid Id, int? ItemSeq, DeviationKind Kind, string Text, string Ruling);

/// <summary>One meeting with names, for the pages of recorder, scrutineer, teller and those who follow it.</summary>
public sealed record MeetingSheet(
    Guid Id, int Round, string Session, DateTimeOffset StartsAt, string Place, MeetingState State, string Chair, string Recorder, string Scrutineer, string Teller,
    IReadOnlyList<SeatLine> Seats, IReadOnlyList<ItemLine> Items, IReadOnlyList<DeviationLine> Deviations, string Minutes, string MinutesHash,
    bool ChairSigned, bool RecorderSigned, DecisionSettings Settings)
{
    /// <summary>The item on the table; null between items.</summary>
    public ItemLine? Current => Items.FirstOrDefault(i => i.State is > DecisionItemState.Draft and < DecisionItemState.VoteClosed);

    public bool MayClose => State == MeetingState.InSession && Items.All(i => i.State >= DecisionItemState.Passed);
}

/// <summary>Reads a meeting through one's own task in it: running it, signing a count, signing the minutes.</summary>
public sealed class MeetingSheetQuery(ApprovalDb db, TaskAccess access)
{
    public async Task<MeetingSheet?> ForAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await access.FindAsync(taskId, actor, ct);
        if (task is not { SubjectId: { } subject }) return null;
        return task.Kind switch
        {
            TaskKind.RunMeeting or TaskKind.SignMinutes => await ReadAsync(subject, ct),
            TaskKind.SignCount => await ReadAsync(await db.Set<DecisionItem>().Where(i => i.Id == subject).Select(i => i.MeetingId).SingleAsync(ct), ct),
            _ => null,
        };
    }

    internal async Task<MeetingSheet> ReadAsync(Guid meetingId, CancellationToken ct)
    {
        var table = await RecorderDesk.OpenAsync(db, meetingId, null, ct);
        var meeting = table.Meeting;
        var applications = await db.Set<Application>().AsNoTracking()
            .Where(a => table.Items.Select(i => i.ApplicationId).Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        Guid[] hands = [meeting.ChairId, meeting.RecorderId, meeting.ScrutineerId, meeting.TellerId];
        var ids = table.Seats.Select(s => s.PersonId).Concat(applications.Values.Select(a => a.PersonId)).Concat(hands).ToHashSet();
        var people = await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.CompetitionId == meeting.CompetitionId).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var boxes = table.Items.Select(i => i.BoxId).OfType<Guid>().ToList();
        var turnout = await db.Set<BallotVoter>().AsNoTracking().Where(v => boxes.Contains(v.BoxId) && v.HasVoted)
            .GroupBy(v => v.BoxId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var materialRun = await db.Set<StageRun>().AsNoTracking()
            .Where(r => r.CompetitionId == meeting.CompetitionId && r.Kind == StageKind.Inspection)
            .OrderByDescending(r => r.EnteredAt).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(ct);
        var deviations = await db.Set<MeetingDeviation>().AsNoTracking().Where(d => d.MeetingId == meetingId).OrderBy(d => d.RecordedAt).ToListAsync(ct);

        return new(
            meeting.Id, meeting.Round, meeting.Session, meeting.StartsAt, meeting.Place, meeting.State, people[meeting.ChairId].Name,
            people[meeting.RecorderId].Name, people[meeting.ScrutineerId].Name, people[meeting.TellerId].Name,
            [
                .. table.Seats.OrderByDescending(s => s.Votes).ThenBy(s => s.PersonId == meeting.ChairId).ThenBy(s => people[s.PersonId].StaffNumber)
                    .Select(s => new SeatLine(s.PersonId, people[s.PersonId].Name, people[s.PersonId].Position, s.Votes, s.PersonId == meeting.ChairId, s.Presence, s.AbsenceReason)),
            ],
            [.. table.Items.Select(i => LineOf(table, i, applications[i.ApplicationId], people, posts[i.PostId], turnout, materialRun))],
            [.. deviations.Select(d => new DeviationLine(d.Id, table.Items.Find(i => i.Id == d.ItemId)?.Seq, d.Kind, d.Text, d.Ruling))],
            meeting.Minutes, meeting.MinutesHash, meeting.ChairSignedAt is not null, meeting.RecorderSignedAt is not null, table.Settings);
    }

    private static ItemLine LineOf(
        MeetingTable table, DecisionItem item, Application application, Dictionary<Guid, Person> people, string post,
        Dictionary<Guid, int> turnout, Guid? materialRun)
    {
        var (rule, policy) = (table.Settings.Rule, table.Settings.RecusalPolicy);
        var person = people[application.PersonId];
        var roll = item.State >= DecisionItemState.VoteOpen && item.Issued > 0 ? item.Roll : table.RollFor(item);
        var voices = table.VotersFor(item).OrderBy(id => id == table.Meeting.ChairId).ThenBy(id => people[id].StaffNumber).Select(id =>
        {
            var opinion = table.Opinions.Find(o => o.ItemId == item.Id && o.PersonId == id);
            return new VoiceLine(
                id, people[id].Name, id == table.Meeting.ChairId, opinion?.Opinion, opinion?.Statement ?? "",
                table.Votes.Find(v => v.ItemId == item.Id && v.PersonId == id)?.Choice);
        });
        return new(
            item.Id, item.Seq, item.ApplicationId, person.Name, person.Department + person.Position, post, item.State, item.VoteMode, item.Introducer,
            item.ResultReason, item.FollowedById is not null,
            item.State < DecisionItemState.VoteOpen && application is not { State: ApplicationState.Proposed, HeldAt: null },
            [.. table.Recusals.Where(r => r.ItemId == item.Id).Select(r => new RecusalLine(people[r.PersonId].Name, r.Reason, r.Automatic))],
            [.. voices], roll.ShouldAttend, roll.Voters, rule.PresentNeeded(roll.Denominator(policy)), rule.VotesNeeded(roll.Denominator(policy)),
            roll.HasQuorum(rule, policy),
            item.BoxId is { } box ? turnout.GetValueOrDefault(box) : table.VotedOn(item).Count, item.Count,
            item.ScrutineerSignedAt is not null, item.TellerSignedAt is not null, materialRun);
    }
}

/// <summary>What a member needs to cast one ballot.</summary>
public sealed record DecisionBallotSheet(
    Guid BoxId, Guid ItemId, string Session, string Name, string PresentPost, string PostName, Guid ApplicationId, Guid? MaterialRunId, bool HasVoted, bool IsOpen);

/// <summary>Reads the ballot for the member it was issued to; null for everybody else.</summary>
public sealed class DecisionBallotQuery(ApprovalDb db, TaskAccess access)
{
    public async Task<DecisionBallotSheet?> ForAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await access.FindAsync(taskId, actor, ct);
        if (task is not { Kind: TaskKind.DecisionBallot, SubjectId: { } boxId }) return null;
        var voter = await db.Set<BallotVoter>().AsNoTracking().SingleOrDefaultAsync(v => v.BoxId == boxId && v.PersonId == actor.PersonId, ct);
        if (voter is null) return null;

        var item = await db.Set<DecisionItem>().AsNoTracking().SingleAsync(i => i.BoxId == boxId, ct);
        var meeting = await db.Set<Meeting>().AsNoTracking().SingleAsync(m => m.Id == item.MeetingId, ct);
        var person = await db.Set<Application>().AsNoTracking().Where(a => a.Id == item.ApplicationId)
            .Join(db.Set<Person>(), a => a.PersonId, p => p.Id, (_, p) => p).SingleAsync(ct);
        var post = await db.Set<Post>().AsNoTracking().Where(p => p.Id == item.PostId).Select(p => p.Name).SingleAsync(ct);
        var materialRun = await db.Set<StageRun>().AsNoTracking()
            .Where(r => r.CompetitionId == item.CompetitionId && r.Kind == StageKind.Inspection)
            .OrderByDescending(r => r.EnteredAt).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(ct);
        return new(
            boxId, item.Id, meeting.Session, person.Name, person.Department + person.Position, post, item.ApplicationId, materialRun, voter.HasVoted,
            item.State == DecisionItemState.VoteOpen);
    }
}

/// <summary>The decision of one run, followed from outside.</summary>
public sealed record DecisionBoard(
    Guid RunId, Guid CompetitionId, string Title, string TitleEn, DateTimeOffset? ClosedAt, DecisionSettings Settings, IReadOnlyList<MeetingSheet> Meetings,
    IReadOnlySet<Guid> Reconsiderable, IReadOnlySet<Guid> Referable, bool Organises, bool Supervises);

/// <summary>
/// Reads the meetings for organisers, supervisors, auditors and the party group itself. Candidates, unit administrators
/// relatives of a candidate and everybody else get nothing.
/// </summary>
public sealed class DecisionBoardQuery(ApprovalDb db, CompetitionAccess access, MeetingSheetQuery sheets, RelatedPeople related, TimeProvider clock)
{
    public async Task<DecisionBoard?> ForAsync(Guid runId, Actor actor, CancellationToken ct)
    {
        var run = await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.Kind == StageKind.PartyGroupDecision, ct);
        if (run is null || await access.ForAsync(actor, run.CompetitionId, ct) is not { } rights || !rights.Opens(run.Kind)) return null;
        if ((await related.ForAsync(run.CompetitionId, [actor.PersonId], ct)).Count > 0) return null;

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct);
        var meetings = await db.Set<Meeting>().AsNoTracking().Where(m => m.StageRunId == runId).OrderBy(m => m.Round).Select(m => m.Id).ToListAsync(ct);
        var read = new List<MeetingSheet>();
        var (reconsiderable, referable) = (new HashSet<Guid>(), new HashSet<Guid>());
        var consented = await db.Set<ReconsiderationConsent>().AsNoTracking().Select(c => c.ItemId).ToListAsync(ct);
        var reopenable = competition.State != CompetitionState.Running ? [] : (await db.Set<Application>().AsNoTracking()
            .Where(a => a.CompetitionId == run.CompetitionId).Select(a => new { a.Id, a.State }).ToListAsync(ct))
            .Where(a => ReconsiderItem.MayReopen(a.State)).Select(a => a.Id).ToHashSet();
        foreach (var id in meetings)
        {
            read.Add(await sheets.ReadAsync(id, ct));
            var table = await RecorderDesk.OpenAsync(db, id, null, ct);
            foreach (var item in table.Items.Where(i => i.FollowedById is null))
            {
                var decided = item.State.Check(DecisionItemState.ReconsiderationRequested) == MoveOutcome.Moved && !consented.Contains(item.Id);
                if (decided && (run.IsOpen || reopenable.Contains(item.ApplicationId))) reconsiderable.Add(item.Id);
                if (run.IsOpen && RecordSuperiorDecision.IsReferable(table, item)) referable.Add(item.Id);
            }
        }

        await db.CommitAsync(async () =>
        {
            db.Record(run.CompetitionId, "decision.read", run.Id, actor, "", clock.GetUtcNow());
            return await db.SaveChangesAsync(ct);
        });
        return new(
            run.Id, run.CompetitionId, competition.Title, competition.TitleEn, run.ClosedAt, run.Settings<DecisionSettings>(), read, reconsiderable, referable,
            rights.Organises, rights.Supervises);
    }
}
