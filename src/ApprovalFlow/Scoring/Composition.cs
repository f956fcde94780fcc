using System.Collections.Immutable;

namespace ApprovalFlow.Scoring;

/// <summary>One part of the total: its share in per cent, the marks it is given in, and the line to reach (inclusive).</summary>
public sealed record Component(string Key, decimal Weight, decimal FullMark = 100, decimal? PassLine = null);

/// <summary>A published component score. Vetoed was decided where the ballots were counted, not from the rounded score.</summary>
public sealed record ComponentScore(decimal Published, bool Vetoed = false);

/// <summary>One candidate's scores by component key; further values that only a tie chain asks for.</summary>
public sealed record Contender(
    Guid Id, ImmutableDictionary<string, ComponentScore> Scores, decimal Bonus = 0,
    ImmutableDictionary<string, decimal>? TieValues = null);

public enum CompositionProblem
{
    WeightsDoNotAddUpToHundred = 1,
    WeightNotPositive = 2,
    FullMarkNotPositive = 3,
    PassLineOutOfRange = 4,
    KeyMissingOrTwice = 5,
    BonusCapNegative = 6,

    /// <summary>No component, no untrimmed sum of one, and none of the further values a chain may name.</summary>
    UnknownTieKey = 7,

    /// <summary>admitAll ends a chain; what follows would never be asked.</summary>
    TieKeyAfterAdmitAll = 8,
}

public enum StandingStatus
{
    Ranked = 1,

    /// <summary>A component below its pass line.</summary>
    BelowPassLine = 2,

    /// <summary>Not recognised by the evaluation, whatever the total.</summary>
    Vetoed = 3,

    /// <summary>A component without a score.</summary>
    Incomplete = 4,
}

/// <summary>
/// One candidate's place. The total is known wherever all scores are; a rank only of those ranked.
/// <paramref name="Because"/> names the component that stands in the way.
/// </summary>
public sealed record Standing(Guid Id, StandingStatus Status, string? Because, decimal? Total, int? Rank);

/// <summary>
/// How component scores become a total (综合成绩): fixed before the first score is entered (INV-18). A total orders
/// people for inspection; it never appoints anyone.
/// </summary>
public sealed record Composition(ImmutableArray<Component> Components, ImmutableArray<string> Ties, decimal BonusCap = 0)
{
    /// <summary>
    /// 测评、面试、笔试, then everybody still tied is admitted. Never a lottery, never age, never the order of registration.
    /// </summary>
    public static readonly ImmutableArray<string> UsualTies = ["evaluation", "interview", "written", TieChain.AdmitAll];

    public IReadOnlyList<CompositionProblem> Check() => [.. Problems().Distinct()];

    /// <summary>
    /// Σ score ÷ full mark × weight, plus the bonus up to its cap, rounded once. Null while a component has no score.
    /// </summary>
    public decimal? Total(Contender contender)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(contender.Bonus);
        if (Components.Any(component => !contender.Scores.ContainsKey(component.Key))) return null;

        var weighted = Components.Sum(component => contender.Scores[component.Key].Published * component.Weight / component.FullMark);
        return Rounding.Publish(weighted + Math.Min(contender.Bonus, BonusCap));
    }

    /// <summary>Where the candidate stands before anybody is compared.</summary>
    public Standing Judge(Contender contender)
    {
        var total = Total(contender);
        foreach (var component in Components)
        {
            var status = Judge(component, contender.Scores.GetValueOrDefault(component.Key));
            if (status != StandingStatus.Ranked) return new(contender.Id, status, component.Key, total, null);
        }

        return new(contender.Id, StandingStatus.Ranked, null, total, null);
    }

    private static StandingStatus Judge(Component component, ComponentScore? score) => score switch
    {
        null => StandingStatus.Incomplete,
        { Vetoed: true } => StandingStatus.Vetoed,
        _ when score.Published < component.PassLine => StandingStatus.BelowPassLine,
        _ => StandingStatus.Ranked,
    };

    private IEnumerable<CompositionProblem> Problems()
    {
        if (Components.Sum(component => component.Weight) != 100) yield return CompositionProblem.WeightsDoNotAddUpToHundred;
        if (Components.Select(component => component.Key).Distinct(StringComparer.Ordinal).Count() != Components.Length) yield return CompositionProblem.KeyMissingOrTwice;
        if (BonusCap < 0) yield return CompositionProblem.BonusCapNegative;
        foreach (var component in Components)
        {
            if (string.IsNullOrWhiteSpace(component.Key)) yield return CompositionProblem.KeyMissingOrTwice;
            if (component.Weight <= 0) yield return CompositionProblem.WeightNotPositive;
            if (component.FullMark <= 0) yield return CompositionProblem.FullMarkNotPositive;
            if (component.PassLine < 0 || component.PassLine > component.FullMark) yield return CompositionProblem.PassLineOutOfRange;
        }

        foreach (var (index, key) in Ties.Index())
        {
            if (!TieChain.Knows(Components, key)) yield return CompositionProblem.UnknownTieKey;
            if (key == TieChain.AdmitAll && index < Ties.Length - 1) yield return CompositionProblem.TieKeyAfterAdmitAll;
        }
    }
}
