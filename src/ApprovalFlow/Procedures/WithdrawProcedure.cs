using ApprovalFlow.Infrastructure;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

public enum WithdrawProcedureOutcome { Withdrawn = 1, NotFound, NotPublished, ReasonRequired }

/// <summary>
/// Ends the use of a published version for new competitions. It stays readable for ever, and competitions that run on it run on.
/// </summary>
public sealed class WithdrawProcedure(ApprovalDb db, ProcedureAccess access, TimeProvider clock)
{
    public sealed record Request(string VersionId, string? Reason);

    /// <summary>For those who draw a unit's procedures and those who approve them.</summary>
    public Task<WithdrawProcedureOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var version = await db.Set<ProcedureVersion>().SingleOrDefaultAsync(v => v.Id == request.VersionId, ct);
        if (version?.UnitId is not { } unitId || await access.ForAsync(actor, unitId, ct) is not { } rights || !(rights.Drafts || rights.Approves))
            return WithdrawProcedureOutcome.NotFound;
        if (version.State != ProcedureState.Published) return WithdrawProcedureOutcome.NotPublished;
        if (request.Reason?.Trim() is not { Length: > 0 } reason) return WithdrawProcedureOutcome.ReasonRequired;

        var now = clock.GetUtcNow();
        version.State = ProcedureState.Withdrawn;
        (version.WithdrawnAt, version.WithdrawReason) = (now, reason.Length > 1000 ? reason[..1000] : reason);
        db.Record(TrailEntry.HouseChain, "procedure.withdrawn", version.TrailId, actor, $"{version.Id} {version.WithdrawReason}", now);
        await db.SaveChangesAsync(ct);
        return WithdrawProcedureOutcome.Withdrawn;
    });
}
