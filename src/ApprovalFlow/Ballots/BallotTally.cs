using System.Collections.Immutable;

namespace ApprovalFlow.Ballots;

/// <summary>What one group of voters cast on one line. Blank ballots are valid: they abstain.</summary>
public sealed record CategoryTally(
    string Category, decimal Weight, int Issued, int Collected, int Invalid, int Blank, ImmutableArray<int> Counts)
{
    public int Valid => Counts.Sum() + Blank;
}

/// <summary>The count of one line (INV-11), per group of voters; groups too small to hide in were merged before anything was stored.</summary>
public sealed record QuestionTally(Guid SubjectId, ImmutableArray<string> Options, ImmutableArray<CategoryTally> Categories)
{
    public int Issued => Categories.Sum(category => category.Issued);
    public int Collected => Categories.Sum(category => category.Collected);
    public int Invalid => Categories.Sum(category => category.Invalid);
    public int Blank => Categories.Sum(category => category.Blank);
    public int Valid => Categories.Sum(category => category.Valid);

    /// <summary>Ballots marked for the option; blank ones not among them.</summary>
    public int Of(string option) => Options.IndexOf(option) is >= 0 and var index ? Categories.Sum(category => category.Counts[index]) : 0;

    /// <summary>The count sheet of an approval ballot; a blank ballot abstains.</summary>
    public BallotCount Count => Categories.Select(CountOf).Aggregate((one, other) => one + other);

    internal BallotCount CountOf(CategoryTally category)
    {
        int At(string option) => Options.IndexOf(option) is >= 0 and var index ? category.Counts[index] : 0;
        return new(
            category.Issued, category.Collected, category.Valid, category.Invalid,
            At(BallotSheet.Agree), At(BallotSheet.Disagree), At(BallotSheet.Abstain) + category.Blank);
    }
}
