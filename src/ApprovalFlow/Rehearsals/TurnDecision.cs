using System.Collections.Immutable;
using System.Globalization;
using ApprovalFlow.Ballots;
using ApprovalFlow.Calendar;
using ApprovalFlow.Meetings;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Rehearsals;

/// <summary>The party group's meeting, from the call to the signed minutes.</summary>
internal sealed partial class Turn
{
    /// <summary>Called for the next working day, in the morning.</summary>
    private async Task<bool> ConveneAsync()
    {
        if (await Get<ConvocationQuery>().ForAsync(task.Id, actor, ct) is not { } called) return false;
        if (called.SecretaryId is not { } chair || called.Recorders.Count == 0 || called.Scrutineers.Count == 0 || called.Tellers.Count == 0) return false;

        var day = Get<Calendars>().Current.AddWorkingDays(ChinaTime.DateOf(Now), 1);
        var session = string.Create(CultureInfo.InvariantCulture, $"{day.Year}年第{day.Month + called.Round}次党组会议");
        return await Get<ConveneMeeting>().RunAsync(
            new(task.Id, session, ChinaTime.At(day, new TimeOnly(9, 0)), "党组会议室", chair, called.Recorders[0].Id, called.Scrutineers[0].Id,
                called.Tellers[0].Id, [.. called.Attendees.Select(a => a.Id)]),
            actor, ct) == ConveneMeetingOutcome.Convened;
    }

    /// <summary>Takes the meeting as far as it goes now: a secret vote waits for its ballots, a count for its signatures.</summary>
    private async Task<bool> RunMeetingAsync()
    {
        var moved = false;
        while (await Get<RecorderDesk>().FindAsync(task.Id, actor, ct) is { } table && await NextStepAsync(table))
        {
            moved = true;
            Db.ChangeTracker.Clear();
        }

        return moved;
    }

    private async Task<bool> NextStepAsync(MeetingTable table)
    {
        if (table.Meeting.State == MeetingState.Convened)
            return await Get<RecordAttendance>().RunAsync(new(task.Id, [.. table.Seats.Select(s => new RecordAttendance.Seat(s.PersonId, true, null))]), actor, ct) == DeskOutcome.Done;

        // A signed count waits for the others of its post; an unsigned one for scrutineer and teller.
        if (table.Items.Any(i => i.State == DecisionItemState.VoteClosed && !i.CountIsSigned)) return false;
        var item = table.Items.FirstOrDefault(i => i.State < DecisionItemState.VoteClosed);
        if (item is null) return await Get<CloseMeeting>().RunAsync(new(task.Id), actor, ct) == DeskOutcome.Done;

        return item.State < DecisionItemState.VoteOpen ? await BringToVoteAsync(table, item) : await CloseVoteAsync(table, item) == DeskOutcome.Done;
    }

    /// <summary>The use cases work in this turn's context: the item on the table shows each step as it is taken.</summary>
    private async Task<bool> BringToVoteAsync(MeetingTable table, DecisionItem item)
    {
        var moved = false;
        while (item.State < DecisionItemState.VoteOpen && await StepAsync() == DeskOutcome.Done) moved = true;
        return moved;

        Task<DeskOutcome> StepAsync() => item.State switch
        {
            DecisionItemState.Draft => Get<IntroduceItem>().RunAsync(new(task.Id, item.Id, "组织人事部门负责人"), actor, ct),
            DecisionItemState.Introduced => Get<EndDiscussion>().RunAsync(new(task.Id, item.Id), actor, ct),
            DecisionItemState.Discussed => SpeakAsync(table, item),
            _ => Get<OpenVote>().RunAsync(new(task.Id, item.Id), actor, ct),
        };
    }

    private async Task<DeskOutcome> SpeakAsync(MeetingTable table, DecisionItem item)
    {
        var against = Against(table, item);
        foreach (var member in ChairLast(table, item))
        {
            var outcome = await Get<RecordOpinion>().RunAsync(
                new(task.Id, item.Id, member, against.Contains(member) ? Opinion.Disagree : Opinion.Agree, null), actor, ct);
            if (outcome != DeskOutcome.Done) return outcome;
        }

        return DeskOutcome.Done;
    }

    private async Task<DeskOutcome> CloseVoteAsync(MeetingTable table, DecisionItem item)
    {
        if (item.VoteMode != VoteMode.SecretBallot && table.VotedOn(item).Count == 0)
        {
            var against = Against(table, item);
            var votes = ChairLast(table, item)
                .Select(member => new RecordVotes.Vote(member, against.Contains(member) ? OpenChoice.Disagree : OpenChoice.Agree)).ToList();
            return await Get<RecordVotes>().RunAsync(new(task.Id, item.Id, votes), actor, ct);
        }

        return await Get<CloseVote>().RunAsync(new(task.Id, item.Id, Early: false), actor, ct);
    }

    private async Task<bool> DecisionBallotAsync()
    {
        var box = await Db.Set<BallotBox>().AsNoTracking().SingleAsync(b => b.Id == task.SubjectId, ct);
        var item = await Db.Set<DecisionItem>().AsNoTracking().SingleAsync(i => i.BoxId == box.Id, ct);
        var candidate = candidates[item.ApplicationId];
        var voters = await Db.Set<BallotVoter>().AsNoTracking().Where(v => v.BoxId == box.Id).Select(v => v.PersonId).ToListAsync(ct);
        var agrees = voters.Order().ToList().IndexOf(actor.PersonId) >= candidate.VotesAgainst;
        var mark = ImmutableArray.Create(agrees ? BallotSheet.Approval[0] : BallotSheet.Approval[1]);
        return await Get<CastBallot>().RunAsync(new(box.Id, new Dictionary<Guid, ImmutableArray<string>> { [item.Id] = mark }), actor, ct) == CastBallotOutcome.Cast;
    }

    private async Task<bool> SignCountAsync() =>
        await Get<SignCount>().RunAsync(new(task.Id), actor, ct) == SignCountOutcome.Recorded;

    private async Task<bool> SignMinutesAsync()
    {
        var hash = await Db.Set<Meeting>().AsNoTracking().Where(m => m.Id == task.SubjectId).Select(m => m.MinutesHash).SingleAsync(ct);
        return await Get<SignMinutes>().RunAsync(new(task.Id, hash), actor, ct) == SignMinutesOutcome.Recorded;
    }

    private HashSet<Guid> Against(MeetingTable table, DecisionItem item) =>
        [.. ChairLast(table, item).Take(candidates[item.ApplicationId].VotesAgainst)];

    private static IEnumerable<Guid> ChairLast(MeetingTable table, DecisionItem item) =>
        table.VotersFor(item).OrderBy(id => id == table.Meeting.ChairId).ThenBy(id => id);
}
