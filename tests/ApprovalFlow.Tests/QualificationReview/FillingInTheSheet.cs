using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;
using Kind = ApprovalFlow.Tasks.TaskKind;

namespace ApprovalFlow.Tests.QualificationReview;

/// <summary>The verdict and the checks of a review sheet must say the same.</summary>
public sealed class FillingInTheSheet
{
    private static readonly ReviewOpinion Good = new(CheckResult.Pass, "", CheckResult.Pass, "", [], []);

    [Fact]
    public void Passing_needs_both_checks_passed() =>
        Assert.Equal(ReviewQualificationOutcome.ChecksPending, Check(Verdict.Approve, Good with { Information = CheckResult.Pending }));

    [Fact]
    public void Passing_needs_every_rule_passed_whatever_the_machine_says() =>
        Assert.Equal(ReviewQualificationOutcome.ChecksPending, Check(Verdict.Approve, Good with { Lines = [Line(CheckResult.Pass, CheckResult.Pending)] }));

    [Fact]
    public void The_reviewer_may_pass_what_the_machine_would_fail() =>
        Assert.Equal(ReviewQualificationOutcome.Recorded, Check(Verdict.Approve, Good with { Lines = [Line(CheckResult.Fail, CheckResult.Pass)] }));

    [Fact]
    public void A_circumstance_that_excludes_cannot_be_passed() =>
        Assert.Equal(
            ReviewQualificationOutcome.ChecksContradict,
            Check(Verdict.Approve, Good with { Negatives = [new(NegativeCheck.UnderInvestigation, true, "立案通知")] }));

    [Fact]
    public void Failing_needs_something_that_failed() =>
        Assert.Equal(ReviewQualificationOutcome.ChecksContradict, Check(Verdict.Reject, Good, "不合适"));

    [Theory]
    [InlineData(Verdict.Reject)]
    [InlineData(Verdict.Return)]
    public void Failing_and_returning_need_a_reason(Verdict verdict) =>
        Assert.Equal(
            ReviewQualificationOutcome.ReasonRequired,
            Check(verdict, Good with { Eligibility = CheckResult.Fail, EligibilityReason = "年限不足" }, "  "));

    [Fact]
    public void A_failed_check_needs_a_reason_of_its_own() =>
        Assert.Equal(ReviewQualificationOutcome.ReasonRequired, Check(Verdict.Reject, Good with { Eligibility = CheckResult.Fail }, "年限不足"));

    [Fact]
    public void A_case_may_be_returned_with_everything_pending() =>
        Assert.Equal(
            ReviewQualificationOutcome.Recorded,
            Check(Verdict.Return, new(CheckResult.Pending, "", CheckResult.Pending, "", [], []), "请补充"));

    private static ReviewQualificationOutcome Check(Verdict verdict, ReviewOpinion opinion, string? comment = null) =>
        ReviewSheet.Check(Kind.QualificationFirstReview, verdict, comment, opinion);

    private static ReviewLine Line(CheckResult machine, CheckResult human) => new("任现职满两年", "Two years in post", "", "", "", "", machine, human, "");
}
