namespace ApprovalFlow.Scoring;

/// <summary>What replaces competition where none is left (candidates do not outnumber posts): nobody wins by default.</summary>
public enum PassMarkKind
{
    /// <summary>A fixed mark, usually 60 or 70.</summary>
    Absolute = 1,

    /// <summary>The average of everybody the panel heard that day.</summary>
    AverageOfTheDay = 2,
}

/// <summary>The mark to reach without competitors. Reaching it exactly is enough.</summary>
public sealed record PassMark(PassMarkKind Kind, decimal Mark = PassMark.Usual)
{
    public const decimal Usual = 60;

    public static bool IsNeeded(int candidates, int posts) => candidates <= posts;

    /// <summary>The line in force, given all scores the panel gave that day; null for an average of nobody.</summary>
    public decimal? Line(IReadOnlyCollection<decimal> scoresOfTheDay) => Kind switch
    {
        PassMarkKind.Absolute => Mark,
        PassMarkKind.AverageOfTheDay => scoresOfTheDay.Count == 0 ? null : Rounding.Publish(scoresOfTheDay.Sum() / scoresOfTheDay.Count),
    };
}
