using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Disqualifications;

/// <summary>
/// Discipline lifts a hold. Every waiting stage looks again; who had passed a qualification review that closed meanwhile
/// joins those who qualified.
/// </summary>
public sealed class ReleaseApplication(ApprovalDb db, CompetitionAccess access, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid ApplicationId, string? Reason);

    public Task<HoldApplicationOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var application = await db.Set<Application>().SingleOrDefaultAsync(a => a.Id == request.ApplicationId, ct);
        if (application is null || await access.ForAsync(actor, application.CompetitionId, ct) is not { Supervises: true })
            return HoldApplicationOutcome.NotFound;
        if (string.IsNullOrWhiteSpace(request.Reason)) return HoldApplicationOutcome.ReasonRequired;
        if (!application.Release()) return HoldApplicationOutcome.NotHeld;

        var now = clock.GetUtcNow();
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.HoldReleased, "", now));
        db.Record(application.CompetitionId, "application.released", application.Id, actor, request.Reason.Trim(), now);
        await CatchUpAsync(application, now, ct);
        var instance = await db.Set<Competition>().Where(c => c.Id == application.CompetitionId).Select(c => c.InstanceId).SingleAsync(ct);
        if (instance is { } waiting) db.Add(Signal.Poke(waiting, null, now));
        await db.SaveChangesAsync(ct);
        return HoldApplicationOutcome.Released;
    });

    private async Task CatchUpAsync(Application application, DateTimeOffset now, CancellationToken ct)
    {
        if (application.State != ApplicationState.Submitted) return;
        var run = await db.Set<StageRun>().AsNoTracking()
            .Where(r => r.CompetitionId == application.CompetitionId && r.Kind == StageKind.QualificationReview && r.ClosedAt != null)
            .OrderByDescending(r => r.EnteredAt).FirstOrDefaultAsync(ct);
        if (run is null) return;
        var tasks = await db.Set<UserTask>().AsNoTracking().Where(t => t.StageRunId == run.Id && t.SubjectId == application.Id).ToListAsync(ct);
        if (ReviewProgress.Next(tasks, recheckAsked: false) is not { Step: ReviewStep.Settled, Passed: true } passed) return;

        application.MoveTo(ApplicationState.Qualified);
        var post = await db.Set<Post>().Where(p => p.Id == application.PostId).Select(p => p.Name).SingleOrDefaultAsync(ct) ?? "";
        var text = new ReviewPassed(post);
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.ReviewPassed, "", now));
        await outbox.PromiseAsync(
            db, application.PersonId, text, $"{text.Event}:{passed.Because!.Id:n}", passed.Round, application.CompetitionId, application.Id, now, ct);
    }
}
