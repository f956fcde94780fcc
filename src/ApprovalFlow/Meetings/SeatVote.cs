using System.Collections.Immutable;

namespace ApprovalFlow.Meetings;

/// <summary>
/// A vote on several people for fewer seats (差额表决): those who reached the majority fill the seats by votes; people tied
/// at the last seat are voted on again among themselves; seats nobody reached stay open.
/// </summary>
public sealed record SeatVote(ImmutableArray<Guid> Elected, ImmutableArray<Guid> VoteAgain, int OpenSeats)
{
    public static SeatVote Of(IReadOnlyDictionary<Guid, int> agree, int seats, int votesNeeded)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seats, 1);

        var reached = agree.Where(each => each.Value >= votesNeeded).OrderByDescending(each => each.Value).ThenBy(each => each.Key).ToArray();
        if (reached.Length <= seats) return new([.. reached.Select(each => each.Key)], [], seats - reached.Length);

        var last = reached[seats - 1].Value;
        if (reached[seats].Value < last) return new([.. reached.Take(seats).Select(each => each.Key)], [], 0);

        var above = reached.Where(each => each.Value > last).Select(each => each.Key).ToImmutableArray();
        return new(above, [.. reached.Where(each => each.Value == last).Select(each => each.Key)], seats - above.Length);
    }
}
