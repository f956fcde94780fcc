using System.Collections.Immutable;

namespace ApprovalFlow.Meetings;

/// <summary>What a member says before the vote.</summary>
public enum Opinion
{
    /// <summary>同意.</summary>
    Agree = 1,

    /// <summary>不同意.</summary>
    Disagree = 2,

    /// <summary>缓议: not now.</summary>
    Defer = 3,
}

public enum OpinionOutcome
{
    Recorded = 1,

    /// <summary>Absent, recused, attending without a vote, or no member at all.</summary>
    HasNoVoice = 2,

    AlreadySpoken = 3,

    /// <summary>主要负责人末位表态: others have not spoken yet.</summary>
    ChiefSpeaksLast = 4,
}

/// <summary>
/// The order in which opinions on one item are given: every member present one by one, the chief officer last. A chief
/// who is absent or recused has no voice, and whoever is left speaks in any order.
/// </summary>
public sealed record OpinionOrder(ImmutableHashSet<Guid> Entitled, Guid Chief)
{
    public OpinionOutcome Check(IReadOnlyCollection<Guid> spoken, Guid speaker)
    {
        if (!Entitled.Contains(speaker)) return OpinionOutcome.HasNoVoice;
        if (spoken.Contains(speaker)) return OpinionOutcome.AlreadySpoken;
        return speaker == Chief && !Entitled.Remove(Chief).IsSubsetOf(spoken) ? OpinionOutcome.ChiefSpeaksLast : OpinionOutcome.Recorded;
    }

    /// <summary>Everybody entitled has spoken: the vote may be opened.</summary>
    public bool IsComplete(IReadOnlyCollection<Guid> spoken) => Entitled.IsSubsetOf(spoken);
}
