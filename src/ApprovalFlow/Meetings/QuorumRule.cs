using System.Globalization;

namespace ApprovalFlow.Meetings;

/// <summary>A share of the members who should attend, such as two thirds.</summary>
public readonly record struct Share(int Part, int Whole)
{
    public static readonly Share Half = new(1, 2);
    public static readonly Share TwoThirds = new(2, 3);
    public static readonly Share ThreeQuarters = new(3, 4);
    public static readonly Share FourFifths = new(4, 5);
    public static readonly Share All = new(1, 1);

    /// <summary>A part of something that exists.</summary>
    public bool IsSensible => Part > 0 && Whole > 0 && Part <= Whole;

    /// <summary>Everybody, however the fraction is written.</summary>
    public bool IsWhole => Part == Whole;

    public bool IsLessThan(Share other) => (long)Part * other.Whole < (long)other.Part * Whole;

    /// <summary>The fewest people that are at least this share of so many (以上: the share itself is enough).</summary>
    public int AtLeast(int people) => (int)(((long)people * Part + Whole - 1) / Whole);

    /// <summary>The fewest people that are more than this share of so many (超过: the share itself is not enough).</summary>
    public int MoreThan(int people) => (int)((long)people * Part / Whole) + 1;
}

public enum QuorumRuleOutcome
{
    Lawful = 1,

    /// <summary>Fewer than two thirds would have to be present.</summary>
    AttendanceTooLow = 2,

    /// <summary>Half of those who should attend, or less, would be enough.</summary>
    MajorityTooLow = 3,

    /// <summary>Counts from those present, or is not written in a way we know.</summary>
    NotUnderstood = 4,
}

/// <summary>
/// When a decision on a person stands: at least two thirds of the members who should attend (应到会) are present, and more
/// than half of those who should attend agree — not of those present. A unit may be stricter, never looser.
/// </summary>
public sealed record QuorumRule
{
    /// <summary>What the regulation asks: two thirds present, more than half in favour.</summary>
    public static readonly QuorumRule Regulation = new(Share.TwoThirds, Share.Half);

    /// <summary>The majorities a unit may choose from, mildest first; the last is unanimity (全票通过).</summary>
    public static readonly IReadOnlyList<Share> Majorities = [Share.Half, Share.TwoThirds, Share.ThreeQuarters, Share.FourFifths, Share.All];

    private QuorumRule(Share attendance, Share majority) => (Attendance, Majority) = (attendance, majority);

    /// <summary>At least this share must be present.</summary>
    public Share Attendance { get; }

    /// <summary>More than this share must agree; for the whole, everybody.</summary>
    public Share Majority { get; }

    public static QuorumRuleOutcome Check(Share attendance, Share majority)
    {
        if (!attendance.IsSensible || !majority.IsSensible) return QuorumRuleOutcome.NotUnderstood;
        if (attendance.IsLessThan(Share.TwoThirds)) return QuorumRuleOutcome.AttendanceTooLow;
        return majority.IsLessThan(Share.Half) ? QuorumRuleOutcome.MajorityTooLow : QuorumRuleOutcome.Lawful;
    }

    /// <summary>The rule as a procedure's definition writes it: "2/3" and "&gt;1/2 should", or "all". Null unless lawful.</summary>
    public static QuorumRule? Read(string attendance, string majority, out QuorumRuleOutcome outcome)
    {
        if (ShareIn(attendance) is not { } present || ShareIn(majority) is not { } agreeing)
        {
            outcome = QuorumRuleOutcome.NotUnderstood;
            return null;
        }

        outcome = Check(present, agreeing);
        return outcome == QuorumRuleOutcome.Lawful ? new(present, agreeing) : null;
    }

    /// <summary>How many must be present: 3→2, 4→3, 5→4, 6→4, 7→5, 8→6, 9→6 under the regulation.</summary>
    public int PresentNeeded(int shouldAttend) => Attendance.AtLeast(shouldAttend);

    /// <summary>How many must agree: 3→2, 4→3, 5→3, 6→4, 7→4, 8→5, 9→5 under the regulation.</summary>
    public int VotesNeeded(int shouldAttend) => Majority.IsWhole ? shouldAttend : Majority.MoreThan(shouldAttend);

    /// <summary>
    /// Whether the item can be decided at all once the recused have left, if everybody else came. If not, it is referred
    /// to the superior party committee instead of being called again and again.
    /// </summary>
    public bool IsReachable(int shouldAttend, int recused, RecusalQuorumPolicy policy)
    {
        var roll = new Roll(shouldAttend, Present: shouldAttend, recused);
        return roll.HasQuorum(this, policy) && roll.Voters >= VotesNeeded(roll.Denominator(policy));
    }

    private static Share? ShareIn(string text)
    {
        var bare = text.Replace("should", "", StringComparison.OrdinalIgnoreCase).Trim().TrimStart('>', '=', '≥').Trim();
        if (bare.Equals("all", StringComparison.OrdinalIgnoreCase)) return Share.All;

        var parts = bare.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            ? new(part, whole) : null;
    }
}
