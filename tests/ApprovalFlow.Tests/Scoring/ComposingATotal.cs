using System.Collections.Immutable;
using ApprovalFlow.Ballots;
using ApprovalFlow.Scoring;

namespace ApprovalFlow.Tests.Scoring;

public class ComposingATotal
{
    private static readonly Composition Usual = new(
        [new("written", 30, PassLine: 60), new("interview", 40, PassLine: 60), new("evaluation", 30)], Composition.UsualTies);

    [Fact]
    public void The_worked_example_comes_to_84_57()
    {
        ImmutableArray<Factor> all = [new("all", 100)];
        decimal[] marks = [92.0m, 88.5m, 90.0m, 85.0m, 91.0m, 79.0m, 89.5m];
        var interview = PanelScore.Of(all, [.. marks.Select(mark => new PanelSheet(Guid.Empty, [mark]))], Trim.OneAndOne);
        var evaluation = EvaluationScore.ByApproval(new(60, 58, 56, 2, 41, 9, 6), 100, EvaluationScore.UsualVeto);

        Assert.Equal(88.80m, interview.Published);
        Assert.Equal(82.00m, evaluation.Points);
        Assert.Equal(84.57m, Usual.Total(Contenders.With(
            ("written", 81.5m), ("interview", interview.Published!.Value), ("evaluation", evaluation.Points!.Value))));
    }

    [Fact]
    public void Township_station_heads_are_scored_by_evaluation_speech_and_performance()
    {
        // Evaluation 30 = approval rate x 30; speech and defence 60; performance 10. 24.60 + 52.50 + 8.00
        var township = new Composition([new("evaluation", 30, 30), new("speech", 60, 60), new("performance", 10, 10)], ["evaluation", "speech"]);
        var evaluation = EvaluationScore.ByApproval(BallotCount.Of(60, 41, 9, 6), 30, 0.5m);

        Assert.Empty(township.Check());
        Assert.Equal(85.10m, township.Total(Contenders.With(("evaluation", evaluation.Points!.Value), ("speech", 52.5m), ("performance", 8))));
    }

    [Fact]
    public void A_township_candidate_at_half_is_out_with_the_top_score()
    {
        var township = new Composition([new("evaluation", 30, 30), new("speech", 60, 60), new("performance", 10, 10)], []);
        var half = EvaluationScore.ByApproval(BallotCount.Of(60, 25, 25, 6), 30, 0.5m);
        var best = Contenders.Numbered(1, ("speech", 60), ("performance", 10));
        best = best with { Scores = best.Scores.Add("evaluation", new(half.Points!.Value, half.Outcome == EvaluationOutcome.Vetoed)) };
        var other = Contenders.Numbered(2, ("evaluation", 16), ("speech", 30), ("performance", 1));

        var ranking = Ranking.Of(township, [best, other]);

        Assert.Equal([2, 1], ranking.Standings.Select(standing => standing.Id).Numbers());
        Assert.Equal((StandingStatus.Vetoed, "evaluation", 85.00m, null), Because(ranking.Standings[1]));
    }

    [Fact]
    public void The_tax_bureau_ranks_on_ninety_and_ranks_again_with_the_party_groups_ballot()
    {
        // Base score, interview, inspection (evaluation and the team's opinion) make 90 %, the party group's ballot 10 %.
        // How the ninety divide is not in the source; thirty each here.
        var bureau = new Composition([new("base", 30), new("interview", 30), new("inspection", 30), new("ballot", 10)], []);
        var ninety = new Composition([new("base", 30, 90), new("interview", 30, 90), new("inspection", 40, 90)], []);
        Assert.Empty(bureau.Check());
        Assert.Empty(ninety.Check());

        var first = Contenders.Numbered(1, ("base", 90), ("interview", 90), ("inspection", 90), ("ballot", 40));
        var second = Contenders.Numbered(2, ("base", 89), ("interview", 89), ("inspection", 89), ("ballot", 100));

        Assert.Equal([1, 2], Ranking.Of(ninety, [second, first]).Standings.Select(standing => standing.Id).Numbers());
        var again = Ranking.Of(bureau, [first, second]);
        Assert.Equal([2, 1], again.Standings.Select(standing => standing.Id).Numbers());
        Assert.Equal([90.10m, 85.00m], again.Standings.Select(standing => standing.Total!.Value));
    }

    [Fact]
    public void The_bonus_counts_up_to_its_cap()
    {
        var capped = Usual with { BonusCap = 3 };
        var contender = Contenders.With(("written", 80), ("interview", 80), ("evaluation", 80));

        Assert.Equal(82.99m, capped.Total(contender with { Bonus = 2.99m }));
        Assert.Equal(83.00m, capped.Total(contender with { Bonus = 3 }));
        Assert.Equal(83.00m, capped.Total(contender with { Bonus = 3.01m }));
        Assert.Equal(80.00m, Usual.Total(contender with { Bonus = 3 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => capped.Total(contender with { Bonus = -1 }));
    }

    [Theory]
    [InlineData(60.00, StandingStatus.Ranked)]
    [InlineData(59.99, StandingStatus.BelowPassLine)]
    public void The_pass_line_itself_passes(double written, StandingStatus status)
    {
        var standing = Usual.Judge(Contenders.With(("written", (decimal)written), ("interview", 90), ("evaluation", 90)));

        Assert.Equal(status, standing.Status);
        Assert.NotNull(standing.Total);
        Assert.Equal(status == StandingStatus.Ranked ? null : "written", standing.Because);
    }

    [Fact]
    public void A_missing_score_leaves_no_total()
    {
        var standing = Usual.Judge(Contenders.With(("written", 90), ("evaluation", 90)));

        Assert.Equal((StandingStatus.Incomplete, "interview", null, null), Because(standing));
    }

    [Fact]
    public void Weights_add_up_to_exactly_one_hundred()
    {
        Assert.Empty(Usual.Check());
        Assert.Contains(CompositionProblem.WeightsDoNotAddUpToHundred, With(new("a", 50), new("b", 49.99m)).Check());
        Assert.Contains(CompositionProblem.WeightsDoNotAddUpToHundred, With(new("a", 50), new("b", 50.01m)).Check());
        Assert.Contains(CompositionProblem.WeightsDoNotAddUpToHundred, With().Check());
        Assert.Empty(With(new("a", 33.33m), new("b", 33.33m), new("c", 33.34m)).Check());
    }

    [Fact]
    public void A_plan_that_cannot_be_computed_is_told_why()
    {
        Assert.Equal([CompositionProblem.KeyMissingOrTwice], With(new("a", 50), new("a", 50)).Check());
        Assert.Equal([CompositionProblem.KeyMissingOrTwice], With(new Component(" ", 100)).Check());
        Assert.Equal([CompositionProblem.WeightNotPositive], With(new("a", 100), new("b", 0)).Check());
        Assert.Equal([CompositionProblem.FullMarkNotPositive], With(new Component("a", 100, 0)).Check());
        Assert.Equal([CompositionProblem.PassLineOutOfRange], With(new Component("a", 100, 60, 60.5m)).Check());
        Assert.Equal([CompositionProblem.PassLineOutOfRange], With(new Component("a", 100, 60, -1)).Check());
        Assert.Empty(With(new Component("a", 100, 60, 60)).Check());
        Assert.Equal([CompositionProblem.BonusCapNegative], (Usual with { BonusCap = -1 }).Check());
    }

    [Theory]
    [InlineData("age")]
    [InlineData("lottery")]
    [InlineData("registrationOrder")]
    [InlineData("speech")]
    [InlineData("speechUntrimmed")]
    public void Age_lot_order_and_unknown_words_break_no_tie(string key)
        => Assert.Equal([CompositionProblem.UnknownTieKey], (Usual with { Ties = [key, "admitAll"] }).Check());

    [Fact]
    public void Nothing_follows_admit_all()
        => Assert.Equal([CompositionProblem.TieKeyAfterAdmitAll], (Usual with { Ties = ["admitAll", "written"] }).Check());

    [Theory]
    [InlineData("written professionalTest extraInterview")]
    [InlineData("written extraTest")]
    [InlineData("written interviewUntrimmed")]
    [InlineData("originalScore statutoryPreference extraTest")]
    [InlineData("evaluation interview written admitAll")]
    public void Every_chain_found_in_practice_can_be_written_down(string chain)
        => Assert.Empty((Usual with { Ties = [.. chain.Split(' ')] }).Check());

    [Theory]
    [InlineData(3, 2, false)]
    [InlineData(2, 2, true)]
    [InlineData(1, 2, true)]
    public void Without_competitors_a_pass_mark_is_needed(int candidates, int posts, bool needed)
        => Assert.Equal(needed, PassMark.IsNeeded(candidates, posts));

    [Fact]
    public void The_pass_mark_is_sixty_another_number_or_the_average_of_the_day()
    {
        Assert.Equal(60, new PassMark(PassMarkKind.Absolute).Line([]));
        Assert.Equal(70, new PassMark(PassMarkKind.Absolute, 70).Line([90]));
        Assert.Equal(76.67m, new PassMark(PassMarkKind.AverageOfTheDay).Line([70, 80, 80]));
        Assert.Null(new PassMark(PassMarkKind.AverageOfTheDay).Line([]));
    }

    private static Composition With(params ImmutableArray<Component> components) => new(components, []);

    private static (StandingStatus, string?, decimal?, int?) Because(Standing standing)
        => (standing.Status, standing.Because, standing.Total, standing.Rank);
}
