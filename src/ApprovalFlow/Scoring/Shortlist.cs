using System.Collections.Immutable;

namespace ApprovalFlow.Scoring;

/// <summary>
/// Who goes on. People tied at the last place all go on where the plan admits them; otherwise they wait, undecided,
/// until the tie is settled. Fewer people than places: all who are ranked.
/// </summary>
public sealed record Shortlist(ImmutableArray<Guid> Admitted, ImmutableArray<Guid> Undecided, ImmutableArray<Guid> NotAdmitted)
{
    /// <summary>Places at a ratio such as 5:1 for a number of posts; a broken place counts as a whole one.</summary>
    public static int Places(decimal ratio, int posts) => (int)Math.Ceiling(ratio * posts);

    public static Shortlist Of(Ranking ranking, int places)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(places);

        var ranked = ranking.Standings.Where(standing => standing.Status == StandingStatus.Ranked).ToImmutableArray();
        var lastRank = places == 0 || ranked.IsEmpty ? 0 : ranked[Math.Min(places, ranked.Length) - 1].Rank ?? 0;
        var within = ranked.Where(standing => standing.Rank <= lastRank).Select(standing => standing.Id).ToImmutableArray();

        // A tie that does not reach beyond the last place hurts nobody and needs no settling.
        var open = within.Length > places ? ranking.OpenTies.FirstOrDefault(tie => tie.Rank == lastRank) : null;
        ImmutableArray<Guid> undecided = open is null ? [] : open.Ids;
        ImmutableArray<Guid> admitted = [.. within.Except(undecided)];

        return new(admitted, undecided, [.. ranking.Standings.Select(standing => standing.Id).Except(within)]);
    }
}
