using ApprovalFlow.Ballots;

namespace ApprovalFlow.Tests.Ballots;

public class CountingBallots
{
    private static readonly BallotCount Sheet = new(Issued: 60, Collected: 58, Valid: 56, Invalid: 2, Agree: 41, Disagree: 9, Abstain: 6);

    [Fact]
    public void A_sheet_that_adds_up_stands() => Assert.Equal(BallotCountOutcome.Regular, Sheet.Check());

    [Fact]
    public void As_many_collected_as_issued_stands()
        => Assert.Equal(BallotCountOutcome.Regular, (Sheet with { Issued = 58 }).Check());

    [Fact]
    public void One_more_collected_than_issued_is_void()
        => Assert.Equal(BallotCountOutcome.MoreCollectedThanIssued, (Sheet with { Issued = 57 }).Check());

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Collected_is_valid_plus_invalid(int invalid)
        => Assert.Equal(BallotCountOutcome.CollectedDoesNotAddUp, (Sheet with { Invalid = invalid }).Check());

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    public void Valid_is_the_sum_of_the_options(int abstain)
        => Assert.Equal(BallotCountOutcome.OptionsDoNotAddUp, (Sheet with { Abstain = abstain }).Check());

    [Fact]
    public void No_figure_is_below_nought()
    {
        Assert.Equal(BallotCountOutcome.Negative, new BallotCount(2, 2, 2, 0, 3, -1, 0).Check());
        Assert.Equal(BallotCountOutcome.Negative, new BallotCount(2, 2, 2, 0, 3, 0, -1).Check());
        Assert.Equal(BallotCountOutcome.Negative, new BallotCount(2, 2, 2, 0, -1, 3, 0).Check());
        Assert.Equal(BallotCountOutcome.Negative, new BallotCount(2, 2, 3, -1, 3, 0, 0).Check());
        Assert.Equal(BallotCountOutcome.Negative, new BallotCount(2, -1, -1, 0, 0, 0, 0).Check());
        Assert.Equal(BallotCountOutcome.Negative, new BallotCount(-1, -1, 0, -1, 0, 0, 0).Check());
    }

    [Fact]
    public void A_sheet_counted_by_the_system_always_adds_up()
        => Assert.Equal(Sheet, BallotCount.Of(issued: 60, agree: 41, disagree: 9, abstain: 6, invalid: 2));

    [Fact]
    public void Two_groups_put_together_add_figure_by_figure()
        => Assert.Equal(new(120, 116, 112, 4, 82, 18, 12), Sheet + Sheet);
}
