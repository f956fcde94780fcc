namespace ApprovalFlow.Meetings;

/// <summary>
/// How far one candidate's item has come in the deciding meeting. From <see cref="Passed"/> on it is a result and stays
/// on record as it is: a later vote is a new item. Stored; never renumber.
/// </summary>
public enum DecisionItemState
{
    /// <summary>On the agenda that was sent.</summary>
    Draft = 1,

    /// <summary>逐个介绍: the candidate was introduced.</summary>
    Introduced = 2,

    /// <summary>Discussed; opinions may be given.</summary>
    Discussed = 3,

    /// <summary>逐一表态: everybody entitled gave an opinion, the chief last.</summary>
    OpinionsRecorded = 4,

    VoteOpen = 5,

    /// <summary>Voted and counted; the count sheet waits for its signatures.</summary>
    VoteClosed = 6,

    /// <summary>通过. The only source of notices and appointments.</summary>
    Passed = 7,

    /// <summary>未通过.</summary>
    Rejected = 8,

    /// <summary>暂缓表决: comes back in a later meeting.</summary>
    Suspended = 9,

    /// <summary>Fewer than two thirds present after recusal: whatever was decided is void.</summary>
    VoidNoQuorum = 10,

    /// <summary>More ballots than issued, or another irregularity: void and repeated.</summary>
    VoidIrregular = 11,

    /// <summary>复议: more than half of the members agreed to vote again; the old result stays on record.</summary>
    ReconsiderationRequested = 12,
}

/// <summary>How members vote (DOMAIN §8.1 V6). Stored; never renumber.</summary>
public enum VoteMode
{
    /// <summary>无记名投票.</summary>
    SecretBallot = 1,

    /// <summary>举手: recorded by name.</summary>
    ShowOfHands = 2,

    /// <summary>口头: recorded by name.</summary>
    Voice = 3,
}
