using ApprovalFlow.Meetings;

namespace ApprovalFlow.Tests.Meetings;

public class VotingOnSeveralForFewerSeats
{
    private static readonly Guid[] People = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];

    [Fact]
    public void The_best_of_those_who_reached_the_majority_fill_the_seats()
        => AssertVote([6, 5, 4, 3], seats: 2, elected: [0, 1], again: [], open: 0);

    [Fact]
    public void A_tie_at_the_last_seat_is_voted_again_among_the_tied_only()
        => AssertVote([6, 5, 5, 4], seats: 2, elected: [0], again: [1, 2], open: 1);

    [Fact]
    public void A_tie_at_the_very_top_for_one_seat_elects_nobody_yet()
        => AssertVote([5, 5, 4, 1], seats: 1, elected: [], again: [0, 1], open: 1);

    [Fact]
    public void A_tie_above_the_last_seat_harms_nobody()
        => AssertVote([5, 5, 4, 1], seats: 2, elected: [0, 1], again: [], open: 0);

    [Fact]
    public void Seats_nobody_reached_stay_open() => AssertVote([5, 3, 3, 1], seats: 2, elected: [0], again: [], open: 1);

    [Fact]
    public void The_majority_itself_is_enough() => AssertVote([4, 3, 0, 0], seats: 1, elected: [0], again: [], open: 0);

    [Fact]
    public void A_vote_needs_a_seat() => Assert.Throws<ArgumentOutOfRangeException>(() => SeatVote.Of(new Dictionary<Guid, int>(), 0, 4));

    private static void AssertVote(int[] agree, int seats, int[] elected, int[] again, int open)
    {
        var vote = SeatVote.Of(People.Zip(agree).ToDictionary(pair => pair.First, pair => pair.Second), seats, votesNeeded: 4);

        Assert.Equal(elected.Select(index => People[index]).ToHashSet(), [.. vote.Elected]);
        Assert.Equal(again.Select(index => People[index]).ToHashSet(), [.. vote.VoteAgain]);
        Assert.Equal(open, vote.OpenSeats);
    }
}
