using System.Collections.Immutable;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Scoring;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Ballots;

/// <summary>The count of a box as far as it may be shown: <see cref="Lines"/> is empty where only pass or fail may be said.</summary>
public sealed record BallotResult(
    Guid BoxId, string Title, int Round, BallotBoxState State, int Issued, int Collected, int Valid, int Invalid, string VoidReason,
    DateTimeOffset? ClosedAt, ImmutableArray<BallotQuestion> Questions, Disclosure Disclosure, ImmutableArray<QuestionTally> Lines);

/// <summary>
/// Reads what a box came to. Before the close there is nothing to read for anybody, whatever their role; who may ask at
/// all is the caller's question.
/// </summary>
public sealed class BallotResultQuery(ApprovalDb db)
{
    /// <summary>All rounds of one vote, first to last, the void ones included.</summary>
    public async Task<IReadOnlyList<BallotResult>> ForAsync(BallotSubject kind, Guid subjectId, CancellationToken ct)
    {
        var boxes = await db.Set<BallotBox>().AsNoTracking()
            .Where(b => b.SubjectKind == kind && b.SubjectId == subjectId).OrderBy(b => b.Round).ToListAsync(ct);
        return [.. boxes.Select(Of)];
    }

    private static BallotResult Of(BallotBox box)
    {
        var tally = box.Tally ?? [];
        var disclosure = tally.Select(line => Anonymity.Allowed(closed: true, [.. line.Categories.Select(category => category.Valid)]))
            .DefaultIfEmpty(Disclosure.Nothing).Min();
        return new(
            box.Id, box.Title, box.Round, box.State, box.Issued, box.Collected, box.Valid, box.Invalid, box.VoidReason, box.ClosedAt,
            box.Sheet.Questions, disclosure, disclosure >= Disclosure.Totals ? tally : []);
    }
}

/// <summary>How many of a box's voters have taken part: the only thing known of it while it is open.</summary>
public sealed record BallotTurnout(int Issued, int Voted);
