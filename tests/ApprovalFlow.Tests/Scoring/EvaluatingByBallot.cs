using ApprovalFlow.Ballots;
using ApprovalFlow.Scoring;

namespace ApprovalFlow.Tests.Scoring;

public class EvaluatingByBallot
{
    [Fact]
    public void Abstentions_and_invalid_ballots_are_left_out_of_the_rate()
    {
        var score = EvaluationScore.ByApproval(new(60, 58, 56, 2, 41, 9, 6), 100, EvaluationScore.UsualVeto);

        Assert.Equal(0.82m, score.Rate);
        Assert.Equal(82.00m, score.Points);
        Assert.Equal(EvaluationOutcome.Scored, score.Outcome);
    }

    [Theory]
    [InlineData(20, 20, EvaluationOutcome.Vetoed)]
    [InlineData(21, 20, EvaluationOutcome.Scored)]
    [InlineData(19, 20, EvaluationOutcome.Vetoed)]
    public void Exactly_half_is_out(int agree, int disagree, EvaluationOutcome outcome)
        => Assert.Equal(outcome, EvaluationScore.ByApproval(BallotCount.Of(60, agree, disagree, 0), 100, 0.5m).Outcome);

    [Fact]
    public void The_veto_looks_at_the_ballots_and_not_at_the_rounded_score()
    {
        var score = EvaluationScore.ByApproval(BallotCount.Of(20001, 10001, 10000, 0), 30, 0.5m);

        Assert.Equal(15.00m, score.Points);
        Assert.Equal(EvaluationOutcome.Scored, score.Outcome);
    }

    [Fact]
    public void Where_the_plan_has_no_veto_a_low_rate_is_only_a_low_score()
        => Assert.Equal(EvaluationOutcome.Scored, EvaluationScore.ByApproval(BallotCount.Of(60, 1, 40, 0), 100, null).Outcome);

    [Fact]
    public void Nobody_for_or_against_is_no_result()
    {
        var score = EvaluationScore.ByApproval(BallotCount.Of(60, 0, 0, 58, 2), 100, 0.5m);

        Assert.Equal(EvaluationOutcome.NoResult, score.Outcome);
        Assert.Null(score.Points);
    }

    [Fact]
    public void More_ballots_than_issued_void_the_round()
    {
        var score = EvaluationScore.ByApproval(BallotCount.Of(57, 41, 9, 6, 2), 100, 0.5m);

        Assert.Equal(EvaluationOutcome.Void, score.Outcome);
        Assert.Null(score.Rate);
    }

    [Fact]
    public void The_real_township_rule_gives_thirty_points_times_the_rate()
        => Assert.Equal(24.60m, EvaluationScore.ByApproval(BallotCount.Of(60, 41, 9, 6), 30, 0.5m).Points);

    [Theory]
    [InlineData(2, 3, true)]
    [InlineData(40, 60, true)]
    [InlineData(39, 60, false)]
    [InlineData(27, 40, true)]
    [InlineData(26, 40, false)]
    [InlineData(0, 0, false)]
    public void The_meeting_needs_two_thirds_of_those_who_should_attend(int present, int should, bool attended)
        => Assert.Equal(attended, Anonymity.IsAttended(present, should));

    [Fact]
    public void Grades_average_their_points_and_report_the_share_of_the_better_two()
    {
        var score = GradedScore.Of(GradeScale.Usual, [10, 20, 8, 2]);

        Assert.Equal(77.00m, score.Points);
        Assert.Equal(0.75m, score.GoodShare);
    }

    [Theory]
    [InlineData(0, "100")]
    [InlineData(1, "80")]
    [InlineData(2, "60")]
    [InlineData(3, "0")]
    public void Each_grade_of_the_usual_scale_has_its_points(int grade, string points)
    {
        var counts = new int[4];
        counts[grade] = 7;
        Assert.Equal(decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture), GradedScore.Of(GradeScale.Usual, [.. counts]).Points);
    }

    [Fact]
    public void A_graded_component_of_thirty_marks_is_scaled() => Assert.Equal(23.10m, GradedScore.Of(GradeScale.Usual, [10, 20, 8, 2], 30).Points);

    [Fact]
    public void Without_grades_there_is_no_score()
    {
        Assert.Null(GradedScore.Of(GradeScale.Usual, [0, 0, 0, 0]).Points);
        Assert.Null(GradedScore.Of(GradeScale.Usual, [0, 0, 0, 0]).GoodShare);
    }

    [Fact]
    public void Counts_must_fit_the_scale()
    {
        Assert.Throws<ArgumentException>(() => GradedScore.Of(GradeScale.Usual, [1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradedScore.Of(GradeScale.Usual, [5, -1, 0, 0]));
    }

    [Fact]
    public void Abstaining_does_not_recommend()
    {
        Assert.Equal(0.5m, GradedScore.RecommendationRate(20, 40));
        Assert.Null(GradedScore.RecommendationRate(0, 0));
    }
}
