using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Disqualifications;

public enum HoldApplicationOutcome { Held = 1, Released, NotFound, NotIn, AlreadyHeld, NotHeld, ReasonRequired }

/// <summary>
/// Discipline keeps one person, and only this person, from moving on; a stage that waited for them looks again and goes on
/// with the others. The candidate is told that, not why.
/// </summary>
public sealed class HoldApplication(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public sealed record Request(Guid ApplicationId, string? Reason);

    public Task<HoldApplicationOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var application = await db.Set<Application>().SingleOrDefaultAsync(a => a.Id == request.ApplicationId, ct);
        if (application is null || await access.ForAsync(actor, application.CompetitionId, ct) is not { Supervises: true })
            return HoldApplicationOutcome.NotFound;
        if (string.IsNullOrWhiteSpace(request.Reason)) return HoldApplicationOutcome.ReasonRequired;
        if (!application.State.IsIn()) return HoldApplicationOutcome.NotIn;

        var now = clock.GetUtcNow();
        if (!application.Hold(request.Reason.Trim(), now)) return HoldApplicationOutcome.AlreadyHeld;
        db.Add(CaseEvent.Of(application.Id, CaseEventKind.PutOnHold, "", now));
        db.Record(application.CompetitionId, "application.held", application.Id, actor, application.HoldReason, now);
        var instance = await db.Set<Competition>().Where(c => c.Id == application.CompetitionId).Select(c => c.InstanceId).SingleAsync(ct);
        if (instance is { } waiting) db.Add(Signal.Poke(waiting, null, now));
        await db.SaveChangesAsync(ct);
        return HoldApplicationOutcome.Held;
    });
}
