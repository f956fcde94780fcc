using ApprovalFlow.Applications;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.QualificationReview;

public enum RequestRecheckOutcome
{
    Asked = 1,
    NotFound,

    /// <summary>There is no failed review to check.</summary>
    NothingToCheck,
    AlreadyAsked,
    TooLate,
    ReasonRequired,
}

/// <summary>A candidate who did not pass asks for a re-check, within the window and once; its last instant still counts.</summary>
public sealed class RequestRecheck(ApprovalDb db, TimeProvider clock)
{
    public sealed record Request(Guid ApplicationId, string? Reason);

    public Task<RequestRecheckOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var application = await db.Set<Application>().SingleOrDefaultAsync(
            a => a.Id == request.ApplicationId && a.PersonId == actor.PersonId, ct);
        if (application is null) return RequestRecheckOutcome.NotFound;
        if (application.State != ApplicationState.NotQualified) return RequestRecheckOutcome.NothingToCheck;

        var window = await db.Set<Deadline>().AsNoTracking()
            .Where(d => d.ApplicationId == application.Id && d.Kind == DeadlineKind.RecheckWindow)
            .OrderByDescending(d => d.DueAt).FirstOrDefaultAsync(ct);
        if (window is null) return RequestRecheckOutcome.NothingToCheck;
        var run = await db.Set<StageRun>().SingleAsync(r => r.Id == window.StageRunId, ct);
        if (await db.Set<RecheckRequest>().AnyAsync(r => r.StageRunId == run.Id && r.ApplicationId == application.Id, ct))
            return RequestRecheckOutcome.AlreadyAsked;

        var now = clock.GetUtcNow();
        if (!run.IsOpen || now > window.DueAt) return RequestRecheckOutcome.TooLate;
        if (string.IsNullOrWhiteSpace(request.Reason)) return RequestRecheckOutcome.ReasonRequired;

        run.Touch();
        db.Add(RecheckRequest.By(application, run, request.Reason.Trim(), now));
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.RecheckAsked, "", now));
        db.Add(Signal.Poke(run.InstanceId, run.ActivityId, now));
        db.Record(application.CompetitionId, "recheck.asked", application.Id, actor, request.Reason.Trim(), now);
        await db.SaveChangesAsync(ct);
        return RequestRecheckOutcome.Asked;
    });
}
