using ApprovalFlow.Stages.Registration;

namespace ApprovalFlow.Tests.Stages.Registration;

public class TheOpeningRatio
{
    private static readonly RegistrationSettings All = new(3, 2, Enum.GetValues<PostMeasure>(), 1, 3, 1);

    [Theory]
    [InlineData(3, 3, 1, true)]
    [InlineData(2, 3, 1, false)]
    [InlineData(6, 3, 2, true)]
    [InlineData(5, 3, 2, false)]
    [InlineData(1, 0, 1, true)]
    [InlineData(1, 0, 2, true)]
    [InlineData(0, 0, 1, false)]
    public void Exactly_the_ratio_is_enough_and_nobody_never_is(int applicants, int ratio, int quota, bool met) =>
        Assert.Equal(met, RatioGate.IsMet(applicants, ratio, quota));

    [Theory]
    [InlineData(2, 1, RulePostOutcome.Ruled)]
    [InlineData(1, 1, RulePostOutcome.BelowFloor)]
    [InlineData(4, 2, RulePostOutcome.Ruled)]
    [InlineData(3, 2, RulePostOutcome.BelowFloor)]
    public void Going_on_needs_the_floor(int applicants, int quota, RulePostOutcome expected) =>
        Assert.Equal(expected, Judge(PostMeasure.Continue, applicants, quota));

    [Theory]
    [InlineData(5, 2, 1, RulePostOutcome.Ruled)]
    [InlineData(3, 2, 1, RulePostOutcome.Ruled)]
    [InlineData(2, 2, 1, RulePostOutcome.StillTooFew)]
    [InlineData(5, 2, 2, RulePostOutcome.QuotaNotLowered)]
    [InlineData(5, 2, 0, RulePostOutcome.QuotaNotLowered)]
    [InlineData(5, 2, null, RulePostOutcome.QuotaNotLowered)]
    public void A_lower_number_must_be_lower_positive_and_reach_the_ratio(int applicants, int quota, int? lower, RulePostOutcome expected) =>
        Assert.Equal(expected, Judge(PostMeasure.Reduce, applicants, quota, lower));

    [Fact]
    public void Registration_is_extended_once() =>
        Assert.Equal(RulePostOutcome.AlreadyExtended, RatioGate.Judge(All, PostMeasure.ExtendOnce, 1, 1, null, extendedBefore: true, otherPostOpen: true));

    [Fact]
    public void Choosing_again_needs_something_to_choose() =>
        Assert.Equal(RulePostOutcome.NoOtherPost, RatioGate.Judge(All, PostMeasure.RechooseOnce, 1, 1, null, extendedBefore: false, otherPostOpen: false));

    [Fact]
    public void Only_what_the_procedure_offers_is_allowed_but_a_post_can_always_be_cancelled()
    {
        var strict = All with { BelowFloor = [PostMeasure.ExtendOnce] };

        Assert.Equal(RulePostOutcome.NotAllowed, RatioGate.Judge(strict, PostMeasure.Continue, 2, 1, null, false, true));
        Assert.Equal(RulePostOutcome.Ruled, RatioGate.Judge(strict, PostMeasure.Cancel, 0, 1, null, false, true));
    }

    private static RulePostOutcome Judge(PostMeasure measure, int applicants, int quota, int? lower = null) =>
        RatioGate.Judge(All, measure, applicants, quota, lower, extendedBefore: false, otherPostOpen: true);
}
