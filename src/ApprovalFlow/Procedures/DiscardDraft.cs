using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

public enum DiscardDraftOutcome { Discarded = 1, NotFound, NotADraft }

/// <summary>Gives up a draft. That it existed stays on record; what was published before is untouched.</summary>
public sealed class DiscardDraft(ApprovalDb db, ProcedureAccess access, TimeProvider clock)
{
    public sealed record Request(string VersionId);

    public Task<DiscardDraftOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (await access.DraftedByAsync(request.VersionId, actor, ct) is not { } version) return DiscardDraftOutcome.NotFound;
        if (version.State != ProcedureState.Draft) return DiscardDraftOutcome.NotADraft;

        (await db.Set<ProcedureDraft>().SingleAsync(d => d.VersionId == version.Id, ct)).Empty();
        db.Remove(version);
        db.Record(Trail.TrailEntry.HouseChain, "procedure.draft-discarded", version.TrailId, actor, $"{version.Id} {version.Name}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return DiscardDraftOutcome.Discarded;
    });
}
