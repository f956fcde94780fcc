using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Scoring;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.DemocraticEvaluation;

/// <summary>What a candidate sees of the own evaluation: the score where the plan shows it, never a count.</summary>
public sealed record OwnEvaluation(decimal? Score, decimal FullMark);

/// <summary>
/// Reads the own evaluation score; null until it is published. With fewer than five valid ballots the score itself would
/// say how people voted, so it is kept back.
/// </summary>
public sealed class OwnEvaluationQuery(ApprovalDb db)
{
    public async Task<OwnEvaluation?> FindAsync(Guid stageRunId, Actor actor, CancellationToken ct)
    {
        var score = await db.Set<PublishedScore>().AsNoTracking()
            .Where(s => s.StageRunId == stageRunId && db.Set<Application>().Any(a => a.Id == s.ApplicationId && a.PersonId == actor.PersonId))
            .OrderByDescending(s => s.Version).FirstOrDefaultAsync(ct);
        if (score is null) return null;

        var boxes = await db.Set<Ballots.BallotBox>().AsNoTracking().Where(b => b.StageRunId == stageRunId).ToListAsync(ct);
        var line = boxes.OrderByDescending(b => b.Round).Select(b => b.Tally?.FirstOrDefault(tally => tally.SubjectId == score.ApplicationId)).FirstOrDefault(found => found is not null);
        var hides = line is null || line.Valid < Anonymity.SmallestCell;
        var shown = !hides && (await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == score.CompetitionId, ct)).Plan.OwnScoresShown;
        return new(shown ? score.Value : null, score.FullMark);
    }
}
