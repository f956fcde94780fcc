using System.Collections.Immutable;
using ApprovalFlow.Scoring;

namespace ApprovalFlow.Ballots;

/// <summary>
/// One line of a ballot: somebody or something voted on. <paramref name="NotFor"/> is the one voter who has no mark on
/// this line because it is about that person.
/// </summary>
public sealed record BallotQuestion(Guid SubjectId, string Label, Guid? NotFor = null);

/// <summary>A group of voters with the weight its result counts in; for most ballots there is one.</summary>
public sealed record VoterCategory(string Key, decimal Weight)
{
    public static readonly ImmutableArray<VoterCategory> One = [new("", 1)];
}

/// <summary>Somebody on the list of those entitled to vote, as it stood when the box was opened.</summary>
public readonly record struct EligibleVoter(Guid PersonId, string Category = "");

/// <summary>What a ballot asks, fixed when its box is opened: the lines, the choices of each line, the voters' categories.</summary>
public sealed record BallotSheet(
    ImmutableArray<BallotQuestion> Questions, ImmutableArray<string> Options, ImmutableArray<VoterCategory> Categories)
{
    public const string Agree = "agree";
    public const string Disagree = "disagree";
    public const string Abstain = "abstain";

    /// <summary>赞成（同意）、不赞成（不同意）、弃权.</summary>
    public static readonly ImmutableArray<string> Approval = [Agree, Disagree, Abstain];

    /// <summary>The grades of the usual scale, best first, and 弃权.</summary>
    public static readonly ImmutableArray<string> Grades = [.. GradeScale.Usual.Grades.Select(grade => grade.Key), Abstain];

    /// <summary>A ballot on one matter by voters of one category, as in a decision meeting.</summary>
    public static BallotSheet On(Guid subjectId, string label) => new([new(subjectId, label)], Approval, VoterCategory.One);

    internal int CategoryOf(EligibleVoter voter)
    {
        for (var index = 0; index < Categories.Length; index++)
            if (Categories[index].Key == voter.Category) return index;
        throw new ArgumentException($"The ballot knows no category \"{voter.Category}\".", nameof(voter));
    }
}
