using ApprovalFlow.Meetings;
using State = ApprovalFlow.Meetings.DecisionItemState;

namespace ApprovalFlow.Tests.Meetings;

public class MovingADecisionItem
{
    [Fact]
    public void It_goes_from_the_agenda_to_a_result_step_by_step()
    {
        State[] road = [State.Draft, State.Introduced, State.Discussed, State.OpinionsRecorded, State.VoteOpen, State.VoteClosed, State.Passed];
        Assert.All(road.Zip(road.Skip(1)), step => Assert.Equal(MoveOutcome.Moved, step.First.Check(step.Second)));
    }

    [Fact]
    public void No_step_is_skipped()
    {
        State[] road = [State.Draft, State.Introduced, State.Discussed, State.OpinionsRecorded, State.VoteOpen, State.VoteClosed, State.Passed];
        foreach (var (index, from) in road.Index())
        {
            Assert.All(road.Skip(index + 2), to => Assert.Equal(MoveOutcome.NotAllowed, from.Check(to)));
        }
    }

    [Theory]
    [InlineData(State.Passed)]
    [InlineData(State.Rejected)]
    public void A_result_is_left_by_reconsideration_alone(State result)
        => Assert.All(
            Enum.GetValues<State>(),
            to => Assert.Equal(to == State.ReconsiderationRequested ? MoveOutcome.Moved : MoveOutcome.NotAllowed, result.Check(to, inLaterMeeting: true)));

    [Theory]
    [InlineData(State.Draft)]
    [InlineData(State.Introduced)]
    [InlineData(State.Discussed)]
    [InlineData(State.OpinionsRecorded)]
    [InlineData(State.VoteClosed)]
    public void Too_few_present_shows_at_any_point(State from) => Assert.Equal(MoveOutcome.Moved, from.Check(State.VoidNoQuorum));

    [Theory]
    [InlineData(State.Discussed)]
    [InlineData(State.OpinionsRecorded)]
    [InlineData(State.VoteClosed)]
    public void Wide_disagreement_suspends_it(State from) => Assert.Equal(MoveOutcome.Moved, from.Check(State.Suspended));

    [Fact]
    public void An_open_vote_is_closed_before_anything_else() => Assert.Equal([State.VoteClosed], State.VoteOpen.Next());

    [Theory]
    [InlineData(State.Suspended)]
    [InlineData(State.VoidNoQuorum)]
    public void It_is_taken_up_again_in_a_later_meeting_only(State from)
    {
        Assert.Equal(MoveOutcome.LaterMeetingOnly, from.Check(State.Introduced));
        Assert.Equal(MoveOutcome.Moved, from.Check(State.Introduced, inLaterMeeting: true));
        Assert.Equal(MoveOutcome.NotAllowed, from.Check(State.VoteOpen, inLaterMeeting: true));
    }

    [Fact]
    public void An_irregular_vote_is_voted_again() => Assert.Equal(MoveOutcome.Moved, State.VoidIrregular.Check(State.VoteOpen));

    [Fact]
    public void A_refused_reconsideration_leaves_the_old_result()
    {
        Assert.Equal(MoveOutcome.Moved, State.ReconsiderationRequested.Check(State.Passed));
        Assert.Equal(MoveOutcome.Moved, State.ReconsiderationRequested.Check(State.Rejected));
        Assert.Equal(MoveOutcome.Moved, State.ReconsiderationRequested.Check(State.Introduced));
        Assert.Equal(MoveOutcome.NotAllowed, State.ReconsiderationRequested.Check(State.VoteOpen));
    }

    [Theory]
    [InlineData(4, 7, MoveOutcome.Moved)]
    [InlineData(3, 7, MoveOutcome.TooFewForReconsideration)]
    [InlineData(3, 6, MoveOutcome.TooFewForReconsideration)]
    [InlineData(4, 6, MoveOutcome.Moved)]
    public void Reconsideration_needs_more_than_half_of_all_members(int agreeing, int members, MoveOutcome outcome)
        => Assert.Equal(outcome, Reconsideration.Check(agreeing, members));

    [Theory]
    [InlineData(ItemResult.Passed, State.Passed)]
    [InlineData(ItemResult.Rejected, State.Rejected)]
    [InlineData(ItemResult.VoidNoQuorum, State.VoidNoQuorum)]
    [InlineData(ItemResult.VoidIrregular, State.VoidIrregular)]
    public void Each_result_of_a_vote_follows_a_closed_vote(ItemResult result, State state)
    {
        Assert.Equal(state, DecisionItemSteps.After(result));
        Assert.Equal(MoveOutcome.Moved, State.VoteClosed.Check(state));
    }

    [Fact]
    public void Stored_numbers_stay_what_they_are()
        => Assert.Equal(
            "Draft=1 Introduced=2 Discussed=3 OpinionsRecorded=4 VoteOpen=5 VoteClosed=6 Passed=7 Rejected=8 Suspended=9 VoidNoQuorum=10 VoidIrregular=11 ReconsiderationRequested=12",
            string.Join(' ', Enum.GetValues<State>().Select(state => $"{state}={(int)state}")));
}
