using System.Collections.Immutable;

namespace ApprovalFlow.Scoring;

/// <summary>One grade of a scale and the points it stands for, out of one hundred.</summary>
public sealed record Grade(string Key, decimal Points);

/// <summary>The grades of an evaluation sheet, best first.</summary>
public sealed record GradeScale(ImmutableArray<Grade> Grades)
{
    /// <summary>优秀/好 100, 称职/较好 80, 基本称职/一般 60, 不称职/差 0; a plan may set others.</summary>
    public static readonly GradeScale Usual = new([new("excellent", 100), new("good", 80), new("fair", 60), new("poor", 0)]);
}

/// <summary>
/// The result of graded sheets: the mean of the grades' points, abstentions left out; and the share of the two best
/// grades, as real summary sheets report it (总体评价好和较好百分比). Both null when nobody graded.
/// </summary>
public sealed record GradedScore(decimal? Points, decimal? GoodShare)
{
    /// <summary>Counts are in the scale's order, best first.</summary>
    public static GradedScore Of(GradeScale scale, ImmutableArray<int> counts, decimal fullMark = 100)
    {
        if (counts.Length != scale.Grades.Length) throw new ArgumentException("One count per grade, best first.", nameof(counts));
        if (counts.Any(count => count < 0)) throw new ArgumentOutOfRangeException(nameof(counts));

        var marks = counts.Sum();
        if (marks == 0) return new(null, null);

        var points = scale.Grades.Zip(counts).Sum(pair => pair.First.Points * pair.Second) / marks;
        return new(Rounding.Publish(points * fullMark / 100), (decimal)counts.Take(2).Sum() / marks);
    }

    /// <summary>得票率: who recommends, out of all valid ballots; abstaining does not recommend. Null without ballots.</summary>
    public static decimal? RecommendationRate(int recommend, int valid) => valid == 0 ? null : (decimal)recommend / valid;
}
