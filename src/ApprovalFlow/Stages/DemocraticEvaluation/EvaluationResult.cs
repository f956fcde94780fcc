using System.Collections.Immutable;
using ApprovalFlow.Ballots;
using ApprovalFlow.Scoring;

namespace ApprovalFlow.Stages.DemocraticEvaluation;

/// <summary>
/// What a round came to for one evaluatee; no points when nobody gave an opinion or the count does not stand, and the
/// round is repeated.
/// </summary>
public sealed record EvaluationResult(decimal? Points, decimal? Rate, bool Vetoed)
{
    public static EvaluationResult Of(EvaluationSettings settings, QuestionTally line) => settings.Scale switch
    {
        EvaluationScale.Approve => ByApproval(settings, line),
        EvaluationScale.Grade => ByGrades(settings, line),
    };

    private static EvaluationResult ByApproval(EvaluationSettings settings, QuestionTally line)
    {
        var score = EvaluationScore.ByCategories(
            [.. line.Categories.Select(category => new EvaluatorCategory(category.Category, category.Weight, line.CountOf(category)))],
            settings.FullMark, settings.VetoAtOrBelow);
        return new(score.Points, score.Rate, score.Outcome == EvaluationOutcome.Vetoed);
    }

    private static EvaluationResult ByGrades(EvaluationSettings settings, QuestionTally line)
    {
        ImmutableArray<int> counts = [.. GradeScale.Usual.Grades.Select(grade => line.Of(grade.Key))];
        var score = GradedScore.Of(GradeScale.Usual, counts, settings.FullMark);
        return new(score.Points, score.GoodShare, score.GoodShare <= settings.VetoAtOrBelow);
    }
}
