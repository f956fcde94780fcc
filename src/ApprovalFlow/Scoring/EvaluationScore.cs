using System.Collections.Immutable;
using ApprovalFlow.Ballots;

namespace ApprovalFlow.Scoring;

public enum EvaluationOutcome
{
    Scored = 1,

    /// <summary>At or below the plan's line: out, whatever the other scores are.</summary>
    Vetoed = 2,

    /// <summary>Nobody agreed or disagreed: nothing to divide by. The round is repeated.</summary>
    NoResult = 3,

    /// <summary>The count does not stand (INV-11). The round is void and repeated.</summary>
    Void = 4,
}

/// <summary>
/// The score of a democratic evaluation (民主测评) by approval rate: agree ÷ (agree + disagree), abstentions and invalid
/// ballots left out, times the full mark. The veto is judged on the ballots, never on a rounded score.
/// </summary>
public sealed record EvaluationScore(EvaluationOutcome Outcome, decimal? Rate, decimal? Points)
{
    /// <summary>50 %: exactly half is not recognition enough.</summary>
    public const decimal UsualVeto = 0.5m;

    public static EvaluationScore ByApproval(BallotCount count, decimal fullMark, decimal? vetoAtOrBelow)
    {
        if (count.Check() != BallotCountOutcome.Regular) return new(EvaluationOutcome.Void, null, null);

        return RateOf(count) is { } rate ? Judge(rate, fullMark, vetoAtOrBelow) : new(EvaluationOutcome.NoResult, null, null);
    }

    /// <summary>
    /// The same with evaluators in categories (leaders, mid-level, others). Categories too small to be anonymous are
    /// merged first; see <see cref="EvaluatorCategory.Merge"/>.
    /// </summary>
    public static EvaluationScore ByCategories(ImmutableArray<EvaluatorCategory> categories, decimal fullMark, decimal? vetoAtOrBelow)
    {
        if (categories.Any(category => category.Count.Check() != BallotCountOutcome.Regular)) return new(EvaluationOutcome.Void, null, null);

        var merged = EvaluatorCategory.Merge(categories);
        var rates = merged.Select(category => RateOf(category.Count)).ToArray();
        if (merged.IsEmpty || rates.Contains(null)) return new(EvaluationOutcome.NoResult, null, null);

        var rate = merged.Zip(rates).Sum(pair => pair.First.Weight * pair.Second!.Value) / merged.Sum(category => category.Weight);
        return Judge(rate, fullMark, vetoAtOrBelow);
    }

    private static EvaluationScore Judge(decimal rate, decimal fullMark, decimal? vetoAtOrBelow) => new(
        rate <= vetoAtOrBelow ? EvaluationOutcome.Vetoed : EvaluationOutcome.Scored, rate, Rounding.Publish(rate * fullMark));

    private static decimal? RateOf(BallotCount count)
    {
        var opinions = count.Agree + count.Disagree;
        return opinions == 0 ? null : (decimal)count.Agree / opinions;
    }
}

/// <summary>One group of evaluators, its weight and what it cast.</summary>
public sealed record EvaluatorCategory(string Key, decimal Weight, BallotCount Count)
{
    /// <summary>
    /// Joins every category with fewer than five valid ballots to the next one, whose weight stands for both; the last
    /// joins the one before. What is left over is one category, however small. Weights are meant relative to their sum.
    /// </summary>
    public static ImmutableArray<EvaluatorCategory> Merge(ImmutableArray<EvaluatorCategory> categories)
    {
        var merged = new List<EvaluatorCategory>();
        EvaluatorCategory? small = null;
        foreach (var category in categories)
        {
            var joined = small is null ? category : Join(small, into: category);
            var isSmall = joined.Count.Valid < Anonymity.SmallestCell;
            small = isSmall ? joined : null;
            if (!isSmall) merged.Add(joined);
        }

        if (small is null) return [.. merged];
        if (merged.Count == 0) return [small];

        merged[^1] = Join(small, into: merged[^1]);
        return [.. merged];
    }

    private static EvaluatorCategory Join(EvaluatorCategory small, EvaluatorCategory into)
        => into with { Count = small.Count + into.Count };
}
