using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures;

public enum SaveDraftOutcome
{
    Saved = 1,

    /// <summary>The draft already says this; nothing was written. A repeated save is no conflict.</summary>
    Unchanged,

    /// <summary>Somebody saved in between; the result says who and when. Nothing was written.</summary>
    Stale,

    NotFound,

    /// <summary>Submitted, published or withdrawn: no longer to be changed.</summary>
    NotADraft,

    /// <summary>What was sent is no drawing that can be stored; the result says why.</summary>
    Refused,
}

/// <summary>
/// Takes a new drawing for a draft. Never trusts it: which version it is, whose, and who may save is ours to say; what we do
/// not know in it is kept as it came.
/// </summary>
public sealed class SaveDraft(ApprovalDb db, ProcedureAccess access, DraftDoor door, TimeProvider clock)
{
    /// <summary>Saves of one person that follow each other within this time are one line of the record.</summary>
    private static readonly TimeSpan OneSitting = TimeSpan.FromMinutes(10);

    /// <summary><see cref="Revision"/> is the one the sender had before them.</summary>
    public sealed record Request(string VersionId, int Revision, string Json);

    /// <summary><see cref="Revision"/> is the draft's now; for a stale save with who made it and when.</summary>
    public sealed record Result(
        SaveDraftOutcome Outcome, int Revision = 0, DateTimeOffset? SavedAt = null, string? SavedBy = null, IReadOnlyList<DefinitionProblem>? Problems = null);

    public Task<Result> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (await access.DraftedByAsync(request.VersionId, actor, ct) is not { } version) return new Result(SaveDraftOutcome.NotFound);
        if (version.State != ProcedureState.Draft) return new Result(SaveDraftOutcome.NotADraft);

        var (json, problems) = await door.FindAsync(request.Json, version.UnitId!.Value, ct);
        if (json is null) return new Result(SaveDraftOutcome.Refused, Problems: problems);
        DraftJson.MakeOurs(json, version);

        var draft = await db.Set<ProcedureDraft>().SingleAsync(d => d.VersionId == version.Id, ct);
        var text = json.ToJsonString();
        if (DraftJson.SameMeaning(draft.Json, text)) return new Result(SaveDraftOutcome.Unchanged, draft.Revision, draft.SavedAt);
        if (draft.Revision != request.Revision)
        {
            var by = await db.Set<Person>().Where(p => p.Id == draft.SavedById).Select(p => p.Name).SingleOrDefaultAsync(ct);
            return new Result(SaveDraftOutcome.Stale, draft.Revision, draft.SavedAt, by);
        }

        var now = clock.GetUtcNow();
        if (draft.SavedById != actor.PersonId || now - draft.SavedAt > OneSitting)
            db.Record(Trail.TrailEntry.HouseChain, "procedure.draft-saved", version.TrailId, actor, version.Id, now);
        draft.Save(text, actor, now);
        version.Name = DraftJson.Name(json);
        version.NameEn = DraftJson.NameEn(json);
        db.HoldStill(version);
        await db.SaveChangesAsync(ct);
        return new Result(SaveDraftOutcome.Saved, draft.Revision, now);
    });
}
