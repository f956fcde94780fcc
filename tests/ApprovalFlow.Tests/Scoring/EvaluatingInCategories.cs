using ApprovalFlow.Ballots;
using ApprovalFlow.Scoring;

namespace ApprovalFlow.Tests.Scoring;

public class EvaluatingInCategories
{
    [Fact]
    public void Each_category_counts_with_its_weight()
    {
        // 90 % x 40 + 80 % x 30 + 50 % x 30 = 75 %
        var score = EvaluationScore.ByCategories([Category("leaders", 40, 9, 1), Category("heads", 30, 8, 2), Category("others", 30, 5, 5)], 100, 0.5m);

        Assert.Equal(75.00m, score.Points);
    }

    [Fact]
    public void Five_ballots_are_a_category_of_their_own()
        => Assert.Equal(2, EvaluatorCategory.Merge([Category("leaders", 40, 5, 0), Category("others", 60, 10, 10)]).Length);

    [Fact]
    public void Four_ballots_join_the_next_category_and_the_weights_are_taken_anew()
    {
        // Leaders (4 for) join heads (6 for, 0 against): 10 of 10 at weight 30; others 10 of 20 at 30. Together 75 %.
        var score = EvaluationScore.ByCategories([Category("leaders", 40, 4, 0), Category("heads", 30, 6, 0), Category("others", 30, 10, 10)], 100, null);

        Assert.Equal(75.00m, score.Points);
    }

    [Fact]
    public void The_last_category_joins_the_one_before()
    {
        var merged = Assert.Single(EvaluatorCategory.Merge([Category("heads", 60, 6, 0), Category("others", 40, 2, 1)]));

        Assert.Equal("heads", merged.Key);
        Assert.Equal((8, 1), (merged.Count.Agree, merged.Count.Disagree));
    }

    [Fact]
    public void Two_small_ones_that_are_together_large_enough_stand()
    {
        var merged = EvaluatorCategory.Merge([Category("a", 20, 3, 0), Category("b", 30, 2, 0), Category("c", 50, 9, 0)]);
        Assert.Equal(["b", "c"], merged.Select(category => category.Key));
    }

    [Fact]
    public void A_whole_unit_of_four_becomes_one_category()
        => Assert.Equal(4, Assert.Single(EvaluatorCategory.Merge([Category("a", 40, 1, 1), Category("b", 60, 2, 0)])).Count.Valid);

    [Fact]
    public void Abstentions_hide_a_person_too_and_count_towards_the_five()
        => Assert.Equal(2, EvaluatorCategory.Merge([new("a", 40, BallotCount.Of(5, 1, 1, 3)), Category("b", 60, 9, 0)]).Length);

    [Fact]
    public void One_void_category_voids_the_round()
        => Assert.Equal(
            EvaluationOutcome.Void,
            EvaluationScore.ByCategories([Category("a", 40, 9, 1), new("b", 60, new(5, 6, 6, 0, 6, 0, 0))], 100, 0.5m).Outcome);

    [Fact]
    public void A_category_that_only_abstained_leaves_no_result()
        => Assert.Equal(
            EvaluationOutcome.NoResult,
            EvaluationScore.ByCategories([Category("a", 40, 9, 1), new("b", 60, BallotCount.Of(6, 0, 0, 6))], 100, 0.5m).Outcome);

    [Fact]
    public void No_category_is_no_result() => Assert.Equal(EvaluationOutcome.NoResult, EvaluationScore.ByCategories([], 100, 0.5m).Outcome);

    [Fact]
    public void The_veto_is_judged_on_the_weighted_rate()
        => Assert.Equal(
            EvaluationOutcome.Vetoed,
            EvaluationScore.ByCategories([Category("a", 50, 10, 0), Category("b", 50, 0, 10)], 100, 0.5m).Outcome);

    [Theory]
    [InlineData(false, new[] { 30, 30 }, Disclosure.Nothing)]
    [InlineData(true, new[] { 2, 2 }, Disclosure.PassOrFail)]
    [InlineData(true, new[] { 4, 1 }, Disclosure.Totals)]
    [InlineData(true, new[] { 30, 4 }, Disclosure.Totals)]
    [InlineData(true, new[] { 30, 5 }, Disclosure.Breakdown)]
    [InlineData(true, new int[0], Disclosure.PassOrFail)]
    public void What_may_be_shown_depends_on_how_many_can_hide(bool closed, int[] valid, Disclosure allowed)
        => Assert.Equal(allowed, Anonymity.Allowed(closed, valid));

    private static EvaluatorCategory Category(string key, decimal weight, int agree, int disagree)
        => new(key, weight, BallotCount.Of(agree + disagree, agree, disagree, 0));
}
