using System.Collections.Immutable;
using ApprovalFlow.Scoring;
using CsCheck;

namespace ApprovalFlow.Tests.Scoring;

public class TrimmingAPanel
{
    /// <summary>The real sheet: 语言表达15 综合分析20 应变20 人际交往15 计划组织协调20 举止仪表10.</summary>
    private static readonly ImmutableArray<Factor> Structured =
    [
        new("expression", 15), new("analysis", 20), new("response", 20), new("relations", 15), new("planning", 20), new("bearing", 10),
    ];

    private static readonly ImmutableArray<Factor> One = [new("all", 100)];

    [Fact]
    public void The_seven_marks_of_the_worked_example_come_to_88_80()
        => Assert.Equal(88.80m, Trim.OneAndOne.Mean([92.0m, 88.5m, 90.0m, 85.0m, 91.0m, 79.0m, 89.5m]));

    [Fact]
    public void Five_sheets_are_trimmed() => Assert.Equal(80m, Trim.OneAndOne.Mean([100, 80, 80, 80, 0]));

    [Fact]
    public void Four_sheets_are_not() => Assert.Equal(65m, Trim.OneAndOne.Mean([100, 80, 80, 0]));

    [Fact]
    public void Of_several_equal_highest_marks_only_one_is_dropped()
        => Assert.Equal(90m, Trim.OneAndOne.Mean([95, 95, 95, 80, 75]));

    [Fact]
    public void Two_and_one_may_be_dropped() => Assert.Equal(75m, new Trim(2, 1).Mean([95, 90, 80, 70, 60]));

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(3, 2, false)]
    [InlineData(-1, 1, false)]
    [InlineData(1, -1, false)]
    public void Something_must_remain_of_the_smallest_panel(int high, int low, bool usable)
    {
        Assert.Equal(usable, new Trim(high, low).IsUsable);
        if (!usable) Assert.Throws<InvalidOperationException>(() => new Trim(high, low).Mean([1, 2, 3, 4, 5]));
    }

    [Fact]
    public void Nobody_has_no_mean() => Assert.Throws<ArgumentOutOfRangeException>(() => Trim.OneAndOne.Mean([]));

    [Fact]
    public void The_order_of_the_sheets_does_not_matter_and_the_mean_lies_among_the_marks()
        => Gen.Decimal[0, 100].Array[5, 11].Sample(marks =>
        {
            var mean = Trim.OneAndOne.Mean(marks);
            return mean == Trim.OneAndOne.Mean([.. marks.Reverse()])
                && mean >= marks.Min() && mean <= marks.Max()
                && Math.Abs(mean - ((marks.Sum() - marks.Max() - marks.Min()) / (marks.Length - 2))) < 0.000001m;
        });

    [Fact]
    public void By_factor_each_column_loses_its_own_highest_and_lowest()
    {
        ImmutableArray<Factor> two = [new("a", 50), new("b", 50)];
        PanelSheet[] sheets = [Sheet(50, 10), Sheet(40, 20), Sheet(40, 20), Sheet(40, 20), Sheet(10, 50)];

        Assert.Equal(60m, PanelScore.Of(two, sheets, new(1, 1, TrimScope.PerFactor)).Published);
        Assert.Equal(60m, PanelScore.Of(two, sheets, Trim.OneAndOne).Published);

        PanelSheet[] skewed = [Sheet(50, 50), Sheet(50, 0), Sheet(50, 0), Sheet(0, 50), Sheet(0, 0)];
        Assert.Equal(50.00m, PanelScore.Of(two, skewed, Trim.OneAndOne).Published);
        Assert.Equal(50.00m, PanelScore.Of(two, skewed, new(1, 1, TrimScope.PerFactor)).Published);

        PanelSheet[] apart = [Sheet(50, 0), Sheet(45, 5), Sheet(0, 50), Sheet(40, 30), Sheet(20, 20)];
        // Totals 50 50 50 70 40 -> 50. By factor: (45+40+20)/3 + (5+30+20)/3 = 35 + 18.33...
        Assert.Equal(50.00m, PanelScore.Of(two, apart, Trim.OneAndOne).Published);
        Assert.Equal(53.33m, PanelScore.Of(two, apart, new(1, 1, TrimScope.PerFactor)).Published);
    }

    [Fact]
    public void The_real_sheet_adds_up_to_one_hundred()
    {
        Assert.Equal(100, Structured.Sum(factor => factor.FullMark));
        Assert.True(Sheet(15, 20, 20, 15, 20, 10).IsValid(Structured));
    }

    [Fact]
    public void A_mark_above_its_factor_makes_the_sheet_invalid() => Assert.False(Sheet(15.5m, 20, 20, 15, 20, 10).IsValid(Structured));

    [Fact]
    public void A_negative_mark_makes_the_sheet_invalid() => Assert.False(Sheet(-0.5m, 20, 20, 15, 20, 10).IsValid(Structured));

    [Fact]
    public void A_missing_mark_makes_the_sheet_invalid()
    {
        Assert.False(Sheet(15, null, 20, 15, 20, 10).IsValid(Structured));
        Assert.False(Sheet(15, 20, 20, 15, 20).IsValid(Structured));
    }

    [Fact]
    public void An_altered_sheet_is_not_counted_and_is_told()
    {
        var score = PanelScore.Of(One, [Sheet(80), Sheet(90), Sheet(10) with { Altered = true }], Trim.OneAndOne);

        Assert.Equal(85m, score.Published);
        Assert.Equal((2, 1), (score.Counted, score.LeftOut));
        Assert.Equal(170m, score.UntrimmedSum);
    }

    [Fact]
    public void A_sheet_that_is_left_out_can_take_the_panel_below_trimming()
    {
        PanelSheet[] sheets = [Sheet(100), Sheet(80), Sheet(80), Sheet(0), Sheet((decimal?)null)];
        Assert.Equal(65m, PanelScore.Of(One, sheets, Trim.OneAndOne).Published);
    }

    [Theory]
    [InlineData(5, PanelScoreOutcome.Scored)]
    [InlineData(4, PanelScoreOutcome.TooFewSheets)]
    public void Below_the_smallest_panel_there_is_no_score(int sheets, PanelScoreOutcome outcome)
    {
        var score = PanelScore.Of(One, [.. Enumerable.Repeat(Sheet(80), sheets)], Trim.OneAndOne, minimumSheets: 5);

        Assert.Equal(outcome, score.Outcome);
        Assert.Equal(outcome == PanelScoreOutcome.Scored ? 80m : null, score.Published);
    }

    [Fact]
    public void A_panel_of_nobody_is_no_plan() => Assert.Throws<ArgumentOutOfRangeException>(() => PanelScore.Of(One, [], Trim.None, 0));

    [Fact]
    public void Two_juries_are_trimmed_each_and_weighed_forty_to_sixty()
    {
        // Panel 80 90 90 90 100 -> 90; heads' jury 60 70 71 72 100 -> 71; 90 x 40 % + 71 x 60 % = 78.6
        var panel = PanelScore.Of(One, [Sheet(80), Sheet(90), Sheet(90), Sheet(90), Sheet(100)], Trim.OneAndOne);
        var heads = PanelScore.Of(One, [Sheet(60), Sheet(70), Sheet(71), Sheet(72), Sheet(100)], Trim.OneAndOne);

        Assert.Equal(78.60m, Jury.Together(new(panel.Exact!.Value, 40), new(heads.Exact!.Value, 60)));
    }

    [Fact]
    public void Juries_are_rounded_together_and_not_each()
        => Assert.Equal(0.03m, Jury.Together(new(0.025m, 50), new(0.025m, 50)));

    [Fact]
    public void Juries_that_do_not_add_up_to_one_hundred_are_refused()
        => Assert.Throws<ArgumentException>(() => Jury.Together(new(80, 40), new(80, 59.99m)));

    private static PanelSheet Sheet(params decimal?[] marks) => new(Guid.Empty, [.. marks]);
}
