using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Scoring;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.WrittenExam;

/// <summary>What a candidate sees of the own written exam; <see cref="Score"/> is null where the plan keeps it back.</summary>
public sealed record OwnExam(
    Guid StageRunId, decimal? Score, decimal FullMark, bool Corrected, DateTimeOffset? PublishedAt, DateTimeOffset? RecheckUntil,
    ExamRecheckState? Recheck, string Finding);

/// <summary>Reads the own exam; nobody else's is ever in the answer.</summary>
public sealed class OwnExamQuery(ApprovalDb db, TimeProvider clock)
{
    public async Task<OwnExam?> FindAsync(Guid stageRunId, Actor actor, CancellationToken ct)
    {
        var score = await db.Set<PublishedScore>().AsNoTracking()
            .Where(s => s.StageRunId == stageRunId && s.Component == Components.Written && db.Set<Application>().Any(a => a.Id == s.ApplicationId && a.PersonId == actor.PersonId))
            .OrderByDescending(s => s.Version).FirstOrDefaultAsync(ct);
        if (score is null) return null;

        var shown = (await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == score.CompetitionId, ct)).Plan.OwnScoresShown;
        var recheck = await db.Set<ExamRecheck>().AsNoTracking().SingleOrDefaultAsync(r => r.StageRunId == stageRunId && r.ApplicationId == score.ApplicationId, ct);
        var now = clock.GetUtcNow();
        var until = await db.Set<Deadline>().AsNoTracking()
            .Where(d => d.StageRunId == stageRunId && d.Kind == DeadlineKind.ScoreRecheckWindow && d.State == DeadlineState.Open && d.DueAt >= now)
            .Select(d => (DateTimeOffset?)d.DueAt).FirstOrDefaultAsync(ct);
        return new(
            stageRunId, shown ? score.Value : null, score.FullMark, score.Version > 1, score.PublishedAt, recheck is null ? until : null, recheck?.State,
            recheck is { State: ExamRecheckState.Answered } ? recheck.Finding : "");
    }
}
