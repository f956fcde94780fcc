namespace ApprovalFlow.Meetings;

/// <summary>How a recused member counts towards the quorum. The regulation is silent; the strict reading is the default.</summary>
public enum RecusalQuorumPolicy
{
    /// <summary>Still should attend, is not present, cannot vote.</summary>
    Strict = 1,

    /// <summary>Counts as present, cannot vote.</summary>
    PresentNonVoting = 2,

    /// <summary>Counts neither among those who should attend nor among those present.</summary>
    ExcludeFromBoth = 3,
}

/// <summary>
/// Who is there for one item. <paramref name="Present"/> counts everybody who came, the recused among them;
/// <paramref name="Recused"/> counts those of them who leave for this item, <paramref name="RecusedAbsent"/> recused
/// members who had not come anyway.
/// </summary>
public sealed record Roll(int ShouldAttend, int Present, int Recused = 0, int RecusedAbsent = 0)
{
    /// <summary>Members who hold a ballot: present and not recused. Absent members neither vote nor delegate.</summary>
    public int Voters => Present - Recused;

    /// <summary>The figures fit together.</summary>
    public bool IsSensible
        => ShouldAttend > 0 && Recused >= 0 && RecusedAbsent >= 0 && Recused <= Present && Present + RecusedAbsent <= ShouldAttend;

    /// <summary>The number that quorum and majority are shares of.</summary>
    public int Denominator(RecusalQuorumPolicy policy) => policy switch
    {
        RecusalQuorumPolicy.Strict or RecusalQuorumPolicy.PresentNonVoting => ShouldAttend,
        RecusalQuorumPolicy.ExcludeFromBoth => ShouldAttend - Recused - RecusedAbsent,
    };

    /// <summary>Judged per item, after the recused have left (INV-12).</summary>
    public bool HasQuorum(QuorumRule rule, RecusalQuorumPolicy policy)
    {
        var counted = policy switch
        {
            RecusalQuorumPolicy.Strict or RecusalQuorumPolicy.ExcludeFromBoth => Voters,
            RecusalQuorumPolicy.PresentNonVoting => Present,
        };
        var denominator = Denominator(policy);
        return denominator > 0 && counted >= rule.PresentNeeded(denominator);
    }
}
