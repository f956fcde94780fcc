namespace ApprovalFlow.Meetings;

/// <summary>The answer to one step of an item.</summary>
public enum MoveOutcome
{
    Moved = 1,

    /// <summary>There is no such step from here. A passed item is left by reconsideration alone, never edited.</summary>
    NotAllowed = 2,

    /// <summary>Taken up again only in a later meeting, not in the same one.</summary>
    LaterMeetingOnly = 3,

    /// <summary>Not more than half of all members agree to reconsider.</summary>
    TooFewForReconsideration = 4,
}

/// <summary>
/// The steps an item may take. A step back to the introduction, or to voting again, is taken by the item that follows;
/// the one it follows keeps its state and its result.
/// </summary>
public static class DecisionItemSteps
{
    /// <summary>The states that may follow, conditions aside.</summary>
    public static IReadOnlyList<DecisionItemState> Next(this DecisionItemState state) => state switch
    {
        // Too few present, or a candidate who left, shows at any point before the vote.
        DecisionItemState.Draft => [DecisionItemState.Introduced, DecisionItemState.Suspended, DecisionItemState.VoidNoQuorum],
        DecisionItemState.Introduced => [DecisionItemState.Discussed, DecisionItemState.Suspended, DecisionItemState.VoidNoQuorum],
        DecisionItemState.Discussed => [DecisionItemState.OpinionsRecorded, DecisionItemState.Suspended, DecisionItemState.VoidNoQuorum],
        DecisionItemState.OpinionsRecorded => [DecisionItemState.VoteOpen, DecisionItemState.Suspended, DecisionItemState.VoidNoQuorum],
        DecisionItemState.VoteOpen => [DecisionItemState.VoteClosed],
        DecisionItemState.VoteClosed =>
        [
            DecisionItemState.Passed, DecisionItemState.Rejected, DecisionItemState.Suspended,
            DecisionItemState.VoidNoQuorum, DecisionItemState.VoidIrregular,
        ],
        DecisionItemState.Passed or DecisionItemState.Rejected => [DecisionItemState.ReconsiderationRequested],
        DecisionItemState.Suspended or DecisionItemState.VoidNoQuorum => [DecisionItemState.Introduced],
        DecisionItemState.VoidIrregular => [DecisionItemState.VoteOpen],
        DecisionItemState.ReconsiderationRequested => [DecisionItemState.Introduced, DecisionItemState.Passed, DecisionItemState.Rejected],
    };

    /// <summary>Whether the step may be taken. Reconsideration and a later meeting have checks of their own.</summary>
    public static MoveOutcome Check(this DecisionItemState from, DecisionItemState to, bool inLaterMeeting = false)
    {
        if (!from.Next().Contains(to)) return MoveOutcome.NotAllowed;

        var waits = from is DecisionItemState.Suspended or DecisionItemState.VoidNoQuorum;
        return waits && !inLaterMeeting ? MoveOutcome.LaterMeetingOnly : MoveOutcome.Moved;
    }

    /// <summary>The state an item takes from the result of its vote.</summary>
    public static DecisionItemState After(ItemResult result) => result switch
    {
        ItemResult.Passed => DecisionItemState.Passed,
        ItemResult.Rejected => DecisionItemState.Rejected,
        ItemResult.VoidNoQuorum => DecisionItemState.VoidNoQuorum,
        ItemResult.VoidIrregular => DecisionItemState.VoidIrregular,
    };
}

/// <summary>复议: a decided item is taken up again only with more than half of all members, present or not.</summary>
public static class Reconsideration
{
    public static MoveOutcome Check(int agreeing, int members)
        => 2 * agreeing > members ? MoveOutcome.Moved : MoveOutcome.TooFewForReconsideration;
}
