using ApprovalFlow.Infrastructure;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

public enum UndoDraftOutcome
{
    Undone = 1,
    NotFound,
    NotADraft,

    /// <summary>Somebody saved in between: what would be undone is not what was seen.</summary>
    Stale,

    NothingToUndo,
}

/// <summary>Takes the last save of a draft back, whoever made it; doing it again brings it forth again.</summary>
public sealed class UndoDraft(ApprovalDb db, ProcedureAccess access, TimeProvider clock)
{
    public sealed record Request(string VersionId, int Revision);

    public Task<UndoDraftOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (await access.DraftedByAsync(request.VersionId, actor, ct) is not { } version) return UndoDraftOutcome.NotFound;
        if (version.State != ProcedureState.Draft) return UndoDraftOutcome.NotADraft;
        var draft = await db.Set<ProcedureDraft>().SingleAsync(d => d.VersionId == version.Id, ct);
        if (draft.Revision != request.Revision) return UndoDraftOutcome.Stale;
        if (draft.PreviousJson.Length == 0) return UndoDraftOutcome.NothingToUndo;

        var now = clock.GetUtcNow();
        draft.Save(draft.PreviousJson, actor, now);
        var json = DraftJson.Read(draft.Json).Json!;
        (version.Name, version.NameEn) = (DraftJson.Name(json), DraftJson.NameEn(json));
        db.HoldStill(version);
        db.Record(TrailEntry.HouseChain, "procedure.draft-undone", version.TrailId, actor, version.Id, now);
        await db.SaveChangesAsync(ct);
        return UndoDraftOutcome.Undone;
    });
}
