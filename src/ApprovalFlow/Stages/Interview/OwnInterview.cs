using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Scoring;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Interview;

/// <summary>What a candidate sees of the own interview; <see cref="Score"/> is null until published or where the plan keeps it back.</summary>
public sealed record OwnInterview(int DrawNumber, bool Published, decimal? Score, decimal FullMark);

/// <summary>Reads the own interview; no sheet and nobody else's score is ever in the answer.</summary>
public sealed class OwnInterviewQuery(ApprovalDb db)
{
    public async Task<OwnInterview?> FindAsync(Guid stageRunId, Actor actor, CancellationToken ct)
    {
        var seat = await db.Set<InterviewSeat>().AsNoTracking()
            .Where(s => s.StageRunId == stageRunId && db.Set<Application>().Any(a => a.Id == s.ApplicationId && a.PersonId == actor.PersonId)).SingleOrDefaultAsync(ct);
        if (seat is null) return null;

        var run = await db.Set<StageRun>().AsNoTracking().SingleAsync(r => r.Id == stageRunId, ct);
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct);
        var score = await db.Set<PublishedScore>().AsNoTracking()
            .Where(s => s.StageRunId == stageRunId && s.ApplicationId == seat.ApplicationId).OrderByDescending(s => s.Version).FirstOrDefaultAsync(ct);
        return new(seat.DrawNumber, score is not null, competition.Plan.OwnScoresShown ? score?.Value : null, run.Settings<InterviewSettings>().FullMark);
    }
}
