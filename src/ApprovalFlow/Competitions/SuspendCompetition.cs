using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>How stopping, resuming or ending a competition as a whole went.</summary>
public enum SteerOutcome
{
    Done = 1,
    NotFound,

    /// <summary>Sees the competition, but this is for the leading group (or the discipline office) to do.</summary>
    NotAllowed,
    ReasonRequired,

    /// <summary>It is not running, not suspended, or already over.</summary>
    WrongState,

    /// <summary>An outage that ends before it begins, or has not ended.</summary>
    PeriodInvalid,
}

/// <summary>
/// Stops a running competition with a reason: nothing moves and no deadline acts until it is resumed. The leading group
/// or the discipline office may; everybody registered is told (DOMAIN §15 item 30).
/// </summary>
public sealed class SuspendCompetition(ApprovalDb db, CompetitionAccess access, Outbox outbox, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId, string Reason);

    public Task<SteerOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var rights = await access.ForAsync(actor, request.CompetitionId, ct);
        if (rights?.SeesBoard != true) return SteerOutcome.NotFound;
        if (!rights.Has(Role.LeadingGroup) && !rights.Has(Role.Discipline)) return SteerOutcome.NotAllowed;
        if (string.IsNullOrWhiteSpace(request.Reason)) return SteerOutcome.ReasonRequired;

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        var now = clock.GetUtcNow();
        var reason = request.Reason.Trim();
        if (!competition.Suspend(reason, now)) return SteerOutcome.WrongState;

        await TellEveryone.RunAsync(
            db, outbox, competition, CaseEventKind.CompetitionSuspended,
            new($"“{competition.Title}”暂停", $"\"{competition.NameIn(chinese: false)}\" is suspended"), reason, now, ct);
        db.Record(competition.Id, "competition.suspended", competition.Id, actor, reason, now);
        await db.SaveChangesAsync(ct);
        return SteerOutcome.Done;
    });
}
