using System.Collections.Immutable;

namespace ApprovalFlow.Scoring;

/// <summary>One heading of a score sheet and the most it can bring.</summary>
public sealed record Factor(string Key, decimal FullMark);

/// <summary>
/// One panel member's sheet about one candidate: a mark per factor in the plan's order, null where none was given. A
/// sheet that was altered after it was sealed is void (涂改无效).
/// </summary>
public sealed record PanelSheet(Guid Assessor, ImmutableArray<decimal?> Marks, bool Altered = false)
{
    /// <summary>Complete, unaltered, and every mark between nought and the factor's full mark (INV-20).</summary>
    public bool IsValid(ImmutableArray<Factor> factors)
        => !Altered && Marks.Length == factors.Length
            && Marks.Zip(factors).All(pair => pair.First >= 0 && pair.First <= pair.Second.FullMark);

    public decimal Total => Marks.Sum() ?? 0;
}

public enum PanelScoreOutcome
{
    Scored = 1,

    /// <summary>Fewer valid sheets than the plan's smallest panel: postponed, or a reserve steps in.</summary>
    TooFewSheets = 2,
}

/// <summary>
/// What a panel's sheets come to for one candidate. <paramref name="Exact"/> is unrounded, for a jury that is only part
/// of a component; <paramref name="UntrimmedSum"/> serves tie chains.
/// </summary>
public sealed record PanelScore(PanelScoreOutcome Outcome, decimal? Exact, decimal UntrimmedSum, int Counted, int LeftOut)
{
    public decimal? Published => Exact is { } exact ? Rounding.Publish(exact) : null;

    public static PanelScore Of(
        ImmutableArray<Factor> factors, IReadOnlyCollection<PanelSheet> sheets, Trim trim, int minimumSheets = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumSheets, 1);

        var valid = sheets.Where(sheet => sheet.IsValid(factors)).ToArray();
        var leftOut = sheets.Count - valid.Length;
        var sum = valid.Sum(sheet => sheet.Total);
        if (valid.Length < minimumSheets) return new(PanelScoreOutcome.TooFewSheets, null, sum, valid.Length, leftOut);

        var exact = trim.Scope switch
        {
            TrimScope.Total => trim.Mean([.. valid.Select(sheet => sheet.Total)]),
            TrimScope.PerFactor => factors.Select((_, index) => trim.Mean([.. valid.Select(sheet => sheet.Marks[index] ?? 0)])).Sum(),
        };
        return new(PanelScoreOutcome.Scored, exact, sum, valid.Length, leftOut);
    }
}

/// <summary>One of several juries that judge the same performance (评委团、评议团), with its share in per cent.</summary>
public sealed record Jury(decimal Exact, decimal Weight)
{
    /// <summary>The juries' common score, rounded once. Their shares add up to exactly one hundred.</summary>
    public static decimal Together(params IReadOnlyCollection<Jury> juries)
    {
        if (juries.Sum(jury => jury.Weight) != 100) throw new ArgumentException("The juries' shares do not add up to 100.", nameof(juries));
        return Rounding.Publish(juries.Sum(jury => jury.Exact * jury.Weight) / 100);
    }
}
