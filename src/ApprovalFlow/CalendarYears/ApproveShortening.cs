using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.CalendarYears;

public enum ApproveShorteningOutcome
{
    Approved = 1,
    NotFound,

    /// <summary>Another calendar or somebody else was quicker: it would not end earlier any more.</summary>
    NothingToApprove,

    /// <summary>The earlier end has passed; people relied on the published one, which stays.</summary>
    AlreadyPast,
}

/// <summary>The leading group lets a deadline end earlier because the official calendar changed: nothing else ever shortens one.</summary>
public sealed class ApproveShortening(ApprovalDb db, CompetitionAccess access, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid DeadlineId);

    public Task<ApproveShorteningOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var deadline = await ImportCalendarYear.Open(db).SingleOrDefaultAsync(d => d.Id == request.DeadlineId, ct);
        if (deadline is null || await access.ForAsync(actor, deadline.CompetitionId, ct) is not { ApplicationId: null } rights || !rights.Has(Role.LeadingGroup))
            return ApproveShorteningOutcome.NotFound;

        var now = clock.GetUtcNow();
        var history = new CalendarHistory(await db.Set<CalendarImport>().AsNoTracking().ToListAsync(ct));
        var moved = await MovedDeadline.LoadAsync(db, outbox, deadline, ct);
        var recompute = moved.By(history, history.Current);
        if (recompute.Outcome != RecomputeOutcome.WouldShorten) return ApproveShorteningOutcome.NothingToApprove;
        if (recompute.Becomes <= now) return ApproveShorteningOutcome.AlreadyPast;

        await moved.ShortenAsync(recompute.Becomes, history.Current, actor, now, ct);
        await db.SaveChangesAsync(ct);
        return ApproveShorteningOutcome.Approved;
    });
}
