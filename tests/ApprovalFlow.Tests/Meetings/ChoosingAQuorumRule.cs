using ApprovalFlow.Meetings;
using CsCheck;

namespace ApprovalFlow.Tests.Meetings;

public class ChoosingAQuorumRule
{
    [Theory]
    [InlineData("2/3", ">1/2 should", 7, 5, 4)]
    [InlineData("≥2/3", ">1/2", 6, 4, 4)]
    [InlineData("3/4", ">2/3 should", 6, 5, 5)]
    [InlineData("4/5", ">3/4 should", 8, 7, 7)]
    [InlineData("2/3", ">4/5 should", 5, 4, 5)]
    [InlineData("2/3", ">4/5 should", 9, 6, 8)]
    [InlineData("all", "all", 7, 7, 7)]
    [InlineData("3/3", "2/2", 7, 7, 7)]
    public void Stricter_is_allowed(string attendance, string majority, int should, int present, int votes)
    {
        var rule = QuorumRule.Read(attendance, majority, out var outcome);

        Assert.Equal(QuorumRuleOutcome.Lawful, outcome);
        Assert.Equal((present, votes), (rule!.PresentNeeded(should), rule.VotesNeeded(should)));
    }

    [Theory]
    [InlineData("1/2", ">1/2 should", QuorumRuleOutcome.AttendanceTooLow)]
    [InlineData("65/100", ">1/2 should", QuorumRuleOutcome.AttendanceTooLow)]
    [InlineData("2/3", ">1/3 should", QuorumRuleOutcome.MajorityTooLow)]
    [InlineData("2/3", ">49/100 should", QuorumRuleOutcome.MajorityTooLow)]
    [InlineData("2/3", ">1/2 present", QuorumRuleOutcome.NotUnderstood)]
    [InlineData("2/3", ">4/5 present", QuorumRuleOutcome.NotUnderstood)]
    [InlineData("", ">1/2 should", QuorumRuleOutcome.NotUnderstood)]
    [InlineData("3/2", ">1/2 should", QuorumRuleOutcome.NotUnderstood)]
    [InlineData("2/0", ">1/2 should", QuorumRuleOutcome.NotUnderstood)]
    [InlineData("2/3", "0/2", QuorumRuleOutcome.NotUnderstood)]
    [InlineData("most", ">1/2 should", QuorumRuleOutcome.NotUnderstood)]
    public void Looser_or_unclear_is_refused(string attendance, string majority, QuorumRuleOutcome expected)
    {
        Assert.Null(QuorumRule.Read(attendance, majority, out var outcome));
        Assert.Equal(expected, outcome);
    }

    [Fact]
    public void Every_majority_on_offer_is_lawful_and_each_is_stricter_than_the_last()
    {
        Assert.All(QuorumRule.Majorities, share => Assert.Equal(QuorumRuleOutcome.Lawful, QuorumRule.Check(Share.TwoThirds, share)));
        Assert.All(QuorumRule.Majorities.Zip(QuorumRule.Majorities.Skip(1)), pair => Assert.True(pair.First.IsLessThan(pair.Second)));
    }

    [Fact]
    public void No_lawful_rule_ever_asks_for_less_than_the_regulation()
        => Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 30]).Sample((a, b, c, d, should) =>
        {
            var rule = QuorumRule.Read($"{a}/{b}", $">{c}/{d} should", out _);
            return rule is null
                || (rule.PresentNeeded(should) >= QuorumRule.Regulation.PresentNeeded(should)
                    && rule.VotesNeeded(should) >= QuorumRule.Regulation.VotesNeeded(should)
                    && rule.VotesNeeded(should) <= should);
        });
}
