using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

public enum AllowWithdrawalOutcome { Allowed = 1, NotFound, NotIn, ReasonRequired }

/// <summary>The organiser lets one candidate withdraw after the deadline, with a reason on record. Withdrawing stays the candidate's own act.</summary>
public sealed class AllowWithdrawal(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public sealed record Request(Guid ApplicationId, string Reason);

    public Task<AllowWithdrawalOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var application = await db.Set<Application>().SingleOrDefaultAsync(a => a.Id == request.ApplicationId && a.State != ApplicationState.Draft, ct);
        if (application is null || await access.ForAsync(actor, application.CompetitionId, ct) is not { Organises: true })
            return AllowWithdrawalOutcome.NotFound;
        if (string.IsNullOrWhiteSpace(request.Reason)) return AllowWithdrawalOutcome.ReasonRequired;

        var now = clock.GetUtcNow();
        if (!application.AllowWithdrawal(now)) return AllowWithdrawalOutcome.NotIn;
        db.Record(application.CompetitionId, "withdrawal.allowed", application.Id, actor, $"{application.Number}: {request.Reason.Trim()}", now);
        await db.SaveChangesAsync(ct);
        return AllowWithdrawalOutcome.Allowed;
    });
}
