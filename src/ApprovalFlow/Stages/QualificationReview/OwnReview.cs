using ApprovalFlow.Applications;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.QualificationReview;

/// <summary>What a candidate may know of the own review: the result with its reason, what is asked, and the re-check.</summary>
public sealed record OwnReview(
    Guid ApplicationId, bool IsOpen, ApplicationState State, string Reason, Guid? SupplementTaskId, DateTimeOffset? SupplementUntil,
    string SupplementAsked, DateTimeOffset? RecheckUntil, bool MayAskRecheck, bool RecheckAsked, DateTimeOffset? RecheckDecidedAt);

/// <summary>The candidate's own section about the qualification review; null for anybody else's case.</summary>
public sealed class OwnReviewQuery(ApprovalDb db, TimeProvider clock)
{
    public async Task<OwnReview?> ForAsync(Guid applicationId, Guid stageRunId, Actor actor, CancellationToken ct)
    {
        var application = await db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == applicationId && a.PersonId == actor.PersonId, ct);
        if (application is null) return null;
        var run = await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(
            r => r.Id == stageRunId && r.CompetitionId == application.CompetitionId && r.Kind == StageKind.QualificationReview, ct);
        if (run is null) return null;

        var now = clock.GetUtcNow();
        var supplement = await db.Set<UserTask>().AsNoTracking().SingleOrDefaultAsync(
            t => t.StageRunId == run.Id && t.SubjectId == application.Id && t.Kind == TaskKind.Supplement && t.State == TaskState.Open, ct);
        var asked = supplement is null ? "" : await db.Set<ReviewSheet>().AsNoTracking()
            .Where(s => s.StageRunId == run.Id && s.ApplicationId == application.Id && s.Verdict == Verdict.Return)
            .OrderByDescending(s => s.DecidedAt).Select(s => s.Comment).FirstAsync(ct);
        var until = await db.Set<Deadline>().AsNoTracking()
            .Where(d => d.StageRunId == run.Id && d.ApplicationId == application.Id && d.Kind == DeadlineKind.RecheckWindow)
            .Select(d => (DateTimeOffset?)d.DueAt).SingleOrDefaultAsync(ct);
        var request = await db.Set<RecheckRequest>().AsNoTracking().SingleOrDefaultAsync(
            r => r.StageRunId == run.Id && r.ApplicationId == application.Id, ct);

        return new(
            application.Id, run.IsOpen, application.State, application.State == ApplicationState.NotQualified ? application.StateReason : "",
            supplement?.Id, supplement?.DueAt, asked, until,
            run.IsOpen && application.State == ApplicationState.NotQualified && request is null && now <= until,
            request is not null, request?.ClosedAt);
    }
}
