using ApprovalFlow.Scoring;

namespace ApprovalFlow.Tests.Scoring;

public class RoundingAScore
{
    [Theory]
    [InlineData("84.564", "84.56")]
    [InlineData("84.565", "84.57")]
    [InlineData("84.575", "84.58")]
    [InlineData("84.5649999999", "84.56")]
    [InlineData("0.005", "0.01")]
    public void Half_goes_up_at_the_second_decimal(string exact, string published)
        => Assert.Equal(Dec(published), Rounding.Publish(Dec(exact)));

    [Fact]
    public void A_total_rounds_once_and_not_part_by_part()
    {
        var halves = new Composition([new("a", 50), new("b", 50)], []);

        // 0.005 + 0.005 is 0.01; rounded part by part it would be 0.02.
        Assert.Equal(0.01m, halves.Total(Contenders.With(("a", 0.01m), ("b", 0.01m))));
        Assert.Equal(50.00m, halves.Total(Contenders.With(("a", 33.33m), ("b", 66.66m))));
    }

    [Fact]
    public void A_component_is_rounded_before_it_is_weighed()
    {
        // A panel mean of 79.995 is published as 80.00, and 80.00 is what people can check the total with.
        var mean = PanelScore.Of([new("all", 100)], [new(Guid.Empty, [79.99m]), new(Guid.Empty, [80.00m])], Trim.None);

        Assert.Equal(79.995m, mean.Exact);
        Assert.Equal(80.00m, mean.Published);
    }

    [Fact]
    public void At_least_six_decimals_are_kept_inside()
    {
        var trimmed = Trim.OneAndOne.Mean([1, 1, 1, 2, 2]);

        Assert.Equal(1.333333m, Math.Round(trimmed, 6));
        Assert.NotEqual(1.333333m, trimmed);
    }

    private static decimal Dec(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
