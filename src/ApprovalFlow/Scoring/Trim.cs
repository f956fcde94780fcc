namespace ApprovalFlow.Scoring;

/// <summary>What is trimmed: the sheets' totals, or the marks of each factor on its own.</summary>
public enum TrimScope
{
    Total = 1,
    PerFactor = 2,
}

/// <summary>
/// How many of the highest and lowest marks are left out before the mean. Of several equal ones only so many are
/// dropped. With fewer than five valid sheets nothing is trimmed: the plain mean stands.
/// </summary>
public sealed record Trim(int DropHigh, int DropLow, TrimScope Scope = TrimScope.Total)
{
    public const int MinimumSheets = 5;

    public static readonly Trim None = new(0, 0);

    public static readonly Trim OneAndOne = new(1, 1);

    /// <summary>Something is left to average even of the smallest panel that is trimmed.</summary>
    public bool IsUsable => DropHigh >= 0 && DropLow >= 0 && DropHigh + DropLow < MinimumSheets;

    /// <summary>The exact mean of what remains.</summary>
    public decimal Mean(IReadOnlyCollection<decimal> marks)
    {
        ArgumentOutOfRangeException.ThrowIfZero(marks.Count);
        if (!IsUsable) throw new InvalidOperationException($"A panel cannot be trimmed by {DropHigh} and {DropLow}.");
        if (marks.Count < MinimumSheets) return marks.Sum() / marks.Count;

        var kept = marks.Count - DropHigh - DropLow;
        return marks.Order().Skip(DropLow).Take(kept).Sum() / kept;
    }
}
