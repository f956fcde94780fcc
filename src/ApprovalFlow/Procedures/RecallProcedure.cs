using ApprovalFlow.Infrastructure;
using ApprovalFlow.Trail;

namespace ApprovalFlow.Procedures;

public enum RecallProcedureOutcome { Recalled = 1, NotFound, NotSubmitted }

/// <summary>An administrator takes a submitted version back to draw on it.</summary>
public sealed class RecallProcedure(ApprovalDb db, ProcedureAccess access, TimeProvider clock)
{
    public sealed record Request(string VersionId);

    public Task<RecallProcedureOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (await access.DraftedByAsync(request.VersionId, actor, ct) is not { } version) return RecallProcedureOutcome.NotFound;
        if (version.State != ProcedureState.AwaitingApproval) return RecallProcedureOutcome.NotSubmitted;

        version.State = ProcedureState.Draft;
        (version.SubmitterId, version.SubmittedAt) = (null, null);
        db.Record(TrailEntry.HouseChain, "procedure.recalled", version.TrailId, actor, version.Id, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return RecallProcedureOutcome.Recalled;
    });
}
