namespace ApprovalFlow.Scoring;

/// <summary>How much of an anonymous round may be shown.</summary>
public enum Disclosure
{
    /// <summary>Nothing at all, to nobody: the round is open (INV-08).</summary>
    Nothing = 1,

    /// <summary>Only whether the line was passed: too few ballots to hide in.</summary>
    PassOrFail = 2,

    /// <summary>Totals, but no breakdown by category.</summary>
    Totals = 3,

    /// <summary>Totals and the breakdown by category.</summary>
    Breakdown = 4,
}

/// <summary>The small-cell rule (INV-10): a figure over fewer than five valid ballots says who cast them.</summary>
public static class Anonymity
{
    public const int SmallestCell = 5;

    /// <summary>Two thirds of those who should attend, exactly two thirds included; a thinner meeting evaluates nobody.</summary>
    public static bool IsAttended(int present, int shouldAttend) => shouldAttend > 0 && 3 * (long)present >= 2 * (long)shouldAttend;

    public static Disclosure Allowed(bool closed, IReadOnlyCollection<int> validPerCategory)
    {
        if (!closed) return Disclosure.Nothing;
        if (validPerCategory.Sum() < SmallestCell) return Disclosure.PassOrFail;
        return validPerCategory.All(valid => valid >= SmallestCell) ? Disclosure.Breakdown : Disclosure.Totals;
    }
}
