using ApprovalFlow.Ballots;
using ApprovalFlow.Meetings;
using CsCheck;

namespace ApprovalFlow.Tests.Meetings;

public class DecidingByVote
{
    private static readonly QuorumRule Rule = QuorumRule.Regulation;

    /// <summary>Should attend, present needed, votes needed.</summary>
    public static TheoryData<int, int, int> Thresholds => new()
    {
        { 3, 2, 2 }, { 4, 3, 3 }, { 5, 4, 3 }, { 6, 4, 4 }, { 7, 5, 4 }, { 8, 6, 5 }, { 9, 6, 5 }, { 11, 8, 6 }, { 13, 9, 7 }, { 15, 10, 8 },
    };

    [Theory, MemberData(nameof(Thresholds))]
    public void The_threshold_table_holds_line_by_line(int should, int present, int votes)
    {
        Assert.Equal(present, Rule.PresentNeeded(should));
        Assert.Equal(votes, Rule.VotesNeeded(should));
    }

    [Theory, MemberData(nameof(Thresholds))]
    public void One_fewer_present_voids_the_item_and_one_fewer_vote_rejects_it(int should, int present, int votes)
    {
        Assert.Equal(ItemResult.Passed, Vote(should, present, agree: votes));
        Assert.Equal(ItemResult.VoidNoQuorum, Vote(should, present - 1, agree: present - 1));
        Assert.Equal(ItemResult.Rejected, Vote(should, should, agree: votes - 1));
        Assert.Equal(ItemResult.Passed, Vote(should, should, agree: votes));
    }

    [Fact]
    public void Six_should_attend_four_came_three_agree_and_it_does_not_pass()
        => Assert.Equal(ItemResult.Rejected, Vote(6, 4, agree: 3));

    [Fact]
    public void Exactly_half_of_those_who_should_attend_is_not_enough() => Assert.Equal(ItemResult.Rejected, Vote(8, 8, agree: 4));

    [Fact]
    public void Exactly_two_thirds_present_is_enough() => Assert.Equal(ItemResult.Passed, Vote(9, 6, agree: 5));

    [Fact]
    public void Of_six_four_came_and_one_is_recused_so_nothing_is_decided()
        => Assert.Equal(ItemResult.VoidNoQuorum, Judge(new(6, 4, Recused: 1), BallotCount.Of(3, 3, 0, 0)));

    [Fact]
    public void Abstaining_is_not_agreeing()
        => Assert.Equal(ItemResult.Rejected, Judge(new(7, 7), BallotCount.Of(7, 3, 0, 4)));

    [Fact]
    public void More_ballots_than_issued_void_the_vote_whatever_they_say()
        => Assert.Equal(ItemResult.VoidIrregular, Judge(new(7, 7), BallotCount.Of(6, 7, 0, 0)));

    [Fact]
    public void A_ballot_for_somebody_who_is_not_there_voids_the_vote()
    {
        Assert.Equal(ItemResult.VoidIrregular, Judge(new(7, 6), BallotCount.Of(7, 6, 0, 0)));
        Assert.Equal(ItemResult.VoidIrregular, Judge(new(7, 7, Recused: 1), BallotCount.Of(7, 6, 0, 0)));
        Assert.Equal(ItemResult.Passed, Judge(new(7, 7, Recused: 1), BallotCount.Of(6, 6, 0, 0)));
    }

    [Fact]
    public void A_count_that_does_not_add_up_voids_the_vote()
        => Assert.Equal(ItemResult.VoidIrregular, Judge(new(7, 7), new(7, 7, 6, 0, 6, 0, 0)));

    [Fact]
    public void Ballots_not_handed_in_are_nobodys_consent()
    {
        Assert.Equal(ItemResult.Passed, Judge(new(7, 7), BallotCount.Of(7, 4, 0, 0)));
        Assert.Equal(ItemResult.Rejected, Judge(new(7, 7), BallotCount.Of(7, 3, 0, 0)));
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(7, 8, 0, 0)]
    [InlineData(7, 5, 6, 0)]
    [InlineData(7, 7, 0, 1)]
    [InlineData(7, 5, -1, 0)]
    [InlineData(7, 5, 0, -1)]
    public void A_roll_that_cannot_be_is_irregular(int should, int present, int recused, int recusedAbsent)
        => Assert.Equal(ItemResult.VoidIrregular, Judge(new(should, present, recused, recusedAbsent), BallotCount.Of(1, 1, 0, 0)));

    /// <summary>Six, four came, one of them is recused, three agree.</summary>
    [Theory]
    [InlineData(RecusalQuorumPolicy.Strict, ItemResult.VoidNoQuorum)] // 3 there, 4 needed
    [InlineData(RecusalQuorumPolicy.PresentNonVoting, ItemResult.Rejected)] // 4 there, but 3 votes of 4 needed
    [InlineData(RecusalQuorumPolicy.ExcludeFromBoth, ItemResult.VoidNoQuorum)] // 3 there, two thirds of 5 are 4
    public void The_policy_says_how_the_recused_count(RecusalQuorumPolicy policy, ItemResult result)
        => Assert.Equal(result, new ItemTally(new(6, 4, Recused: 1), BallotCount.Of(3, 3, 0, 0)).Judge(Rule, policy));

    [Fact]
    public void Excluding_the_recused_lowers_both_numbers()
    {
        // Seven, two recused (one of them absent anyway): five count; four needed present, three votes.
        Assert.Equal(ItemResult.Passed, new ItemTally(new(7, 5, 1, 1), BallotCount.Of(4, 3, 1, 0)).Judge(Rule, RecusalQuorumPolicy.ExcludeFromBoth));
        Assert.Equal(ItemResult.VoidNoQuorum, new ItemTally(new(7, 4, 1, 1), BallotCount.Of(3, 3, 0, 0)).Judge(Rule, RecusalQuorumPolicy.ExcludeFromBoth));
        Assert.Equal(ItemResult.Rejected, new ItemTally(new(7, 5, 1, 1), BallotCount.Of(4, 2, 2, 0)).Judge(Rule, RecusalQuorumPolicy.ExcludeFromBoth));
    }

    [Fact]
    public void A_group_that_is_wholly_recused_decides_nothing()
        => Assert.Equal(ItemResult.VoidNoQuorum, new ItemTally(new(3, 3, 3), BallotCount.Of(0, 0, 0, 0)).Judge(Rule, RecusalQuorumPolicy.ExcludeFromBoth));

    [Theory]
    [InlineData(5, 1, RecusalQuorumPolicy.Strict, true)]
    [InlineData(5, 2, RecusalQuorumPolicy.Strict, false)]
    [InlineData(5, 2, RecusalQuorumPolicy.PresentNonVoting, true)]
    [InlineData(5, 3, RecusalQuorumPolicy.PresentNonVoting, false)]
    [InlineData(5, 3, RecusalQuorumPolicy.ExcludeFromBoth, true)]
    [InlineData(5, 5, RecusalQuorumPolicy.ExcludeFromBoth, false)]
    public void A_small_group_may_be_unable_to_decide_and_is_told_beforehand(int should, int recused, RecusalQuorumPolicy policy, bool reachable)
        => Assert.Equal(reachable, Rule.IsReachable(should, recused, policy));

    [Fact]
    public void The_formulas_are_two_thirds_rounded_up_and_half_plus_one()
        => Gen.Int[1, 500].Sample(n => Rule.PresentNeeded(n) == (int)Math.Ceiling(2 * n / 3m) && Rule.VotesNeeded(n) == (n / 2) + 1);

    [Fact]
    public void One_more_vote_in_favour_never_turns_a_pass_into_a_refusal()
        => Gen.Select(Gen.Int[1, 15], Gen.Int[0, 15], Gen.Int[0, 14]).Where((n, p, a) => p <= n && a < p).Sample((should, present, agree)
            => Vote(should, present, agree) != ItemResult.Passed || Vote(should, present, agree + 1) == ItemResult.Passed);

    private static ItemResult Vote(int should, int present, int agree)
        => Judge(new(should, present), BallotCount.Of(present, agree, present - agree, 0));

    private static ItemResult Judge(Roll roll, BallotCount count) => new ItemTally(roll, count).Judge(Rule);
}
