using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Trail;

/// <summary>What checking a chain from its first link to its head gave: <see cref="BrokenAt"/> is the first entry that does not fit.</summary>
public sealed record ChainCheck(long Entries, long? BrokenAt)
{
    public bool Intact => BrokenAt is null;
}

/// <summary>One page of a competition's record, newest first, with the check of the whole chain.</summary>
public sealed record TrailPage(IReadOnlyList<TrailEntry> Entries, ChainCheck Check);

/// <summary>
/// The whole-process record of one competition for those who answer for it or watch it. Unit administrators are not among
/// them: the record holds reasons and opinions.
/// </summary>
public sealed class TrailSheet(ApprovalDb db, CompetitionAccess access)
{
    public const int Size = 50;

    public static bool MayRead(Rights rights) => rights.SeesScores;

    public async Task<TrailPage?> ForAsync(Guid competitionId, int page, Actor actor, CancellationToken ct)
    {
        if (await access.ForAsync(actor, competitionId, ct) is not { } rights || !MayRead(rights)) return null;
        var entries = await db.Set<TrailEntry>().AsNoTracking().Where(e => e.Chain == competitionId)
            .OrderByDescending(e => e.Seq).Skip((Math.Max(page, 1) - 1) * Size).Take(Size).ToListAsync(ct);
        return new TrailPage(entries, await CheckAsync(competitionId, ct));
    }

    /// <summary>Walks the chain once: numbers without gaps, every hash right and carried by the next, the last one the head's.</summary>
    public async Task<ChainCheck> CheckAsync(Guid chain, CancellationToken ct)
    {
        var (seq, hash) = (0L, "");
        await foreach (var entry in db.Set<TrailEntry>().AsNoTracking().Where(e => e.Chain == chain).OrderBy(e => e.Seq).AsAsyncEnumerable().WithCancellation(ct))
        {
            seq++;
            if (entry.Seq != seq || entry.PreviousHash != hash || entry.Hash != entry.ComputeHash()) return new ChainCheck(seq, seq);
            hash = entry.Hash;
        }

        var head = await db.Set<TrailHead>().AsNoTracking().SingleOrDefaultAsync(h => h.Chain == chain, ct);
        return (head?.Seq ?? 0) == seq && (head?.Hash ?? "") == hash ? new ChainCheck(seq, null) : new ChainCheck(seq, seq + 1);
    }
}
