using ApprovalFlow.Ballots;

namespace ApprovalFlow.Meetings;

/// <summary>What the vote on one item came to.</summary>
public enum ItemResult
{
    Passed = 1,
    Rejected = 2,

    /// <summary>Too few present after recusal: whatever was counted is void.</summary>
    VoidNoQuorum = 3,

    /// <summary>The count cannot stand, for instance more ballots than were issued: voted again, both records kept.</summary>
    VoidIrregular = 4,
}

/// <summary>
/// The vote on one item: who was there, and the count sheet. For a show of hands or voices as many are issued as there
/// are voters.
/// </summary>
public sealed record ItemTally(Roll Roll, BallotCount Count)
{
    public ItemResult Judge(QuorumRule rule, RecusalQuorumPolicy policy = RecusalQuorumPolicy.Strict)
    {
        if (!Roll.IsSensible) return ItemResult.VoidIrregular;
        if (!Roll.HasQuorum(rule, policy)) return ItemResult.VoidNoQuorum;

        // One ballot per voter: a recused or absent member has none, and a written opinion is not one.
        if (Count.Check() != BallotCountOutcome.Regular || Count.Issued > Roll.Voters) return ItemResult.VoidIrregular;

        return Count.Agree >= rule.VotesNeeded(Roll.Denominator(policy)) ? ItemResult.Passed : ItemResult.Rejected;
    }
}
