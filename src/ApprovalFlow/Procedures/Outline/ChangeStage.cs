using ApprovalFlow.Engine;

namespace ApprovalFlow.Procedures.Outline;

public enum ChangeStageOutcome
{
    Saved = 1,

    /// <summary>The stage already says this.</summary>
    Unchanged,

    NotFound,
    NotADraft,

    /// <summary>Somebody else took the stage out.</summary>
    Gone,

    /// <summary>Somebody else changed this very stage since it was seen; nothing was written.</summary>
    Stale,

    /// <summary>Some fields are wrong; the result names each.</summary>
    Invalid,
}

/// <summary>
/// Saves the form of one stage, or of an activity that lies in one. What others changed elsewhere in the drawing meanwhile is no conflict; what they changed in
/// this stage is.
/// </summary>
public sealed class ChangeStage(DraftSheet drafts, SaveDraft save, ActivityCatalog catalog)
{
    private const int Attempts = 5;

    /// <summary><see cref="Seen"/> is the stage's own mark on the page that was filled in; values by the inputs' names.</summary>
    public sealed record Request(
        string VersionId, string ActivityId, string Seen, string Name, IReadOnlyDictionary<string, IReadOnlyList<string>> Values);

    public sealed record Result(
        ChangeStageOutcome Outcome, IReadOnlyList<FieldProblem>? Fields = null, DateTimeOffset? SavedAt = null, string? SavedBy = null);

    public async Task<Result> RunAsync(Request request, Actor actor, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await drafts.ForAsync(request.VersionId, actor, ct) is not { } draft) return new(ChangeStageOutcome.NotFound);
            if (!draft.MayEdit) return new(draft.Version.State == ProcedureState.Draft ? ChangeStageOutcome.NotFound : ChangeStageOutcome.NotADraft);
            var json = DraftJson.Read(draft.Json).Json!;
            if (InnerActivities.Find(DraftJson.Flowchart(json)!, request.ActivityId) is not { } activity) return new(ChangeStageOutcome.Gone, SavedAt: draft.SavedAt, SavedBy: draft.SavedBy);
            var stale = OutlineValue.Fingerprint(InnerActivities.Without(activity)) != request.Seen;
            var problems = StageForm.Apply(activity, catalog.Find(DraftJson.Text(activity["type"])), request.Name, request.Values);
            if (problems.Count == 0 && DraftJson.SameMeaning(draft.Json, json.ToJsonString())) return new(ChangeStageOutcome.Unchanged);
            if (stale) return new(ChangeStageOutcome.Stale, problems, draft.SavedAt, draft.SavedBy);
            if (problems.Count > 0) return new(ChangeStageOutcome.Invalid, problems);

            var saved = await save.RunAsync(new(request.VersionId, draft.Revision, json.ToJsonString()), actor, ct);
            // Somebody saved between reading and writing: look again whether it was this stage.
            if (saved.Outcome == SaveDraftOutcome.Stale && attempt < Attempts) continue;
            return saved.Outcome switch
            {
                SaveDraftOutcome.Saved => new(ChangeStageOutcome.Saved),
                SaveDraftOutcome.Unchanged => new(ChangeStageOutcome.Unchanged),
                SaveDraftOutcome.Stale => new(ChangeStageOutcome.Stale, null, saved.SavedAt, saved.SavedBy),
                SaveDraftOutcome.NotFound => new(ChangeStageOutcome.NotFound),
                SaveDraftOutcome.NotADraft => new(ChangeStageOutcome.NotADraft),
                SaveDraftOutcome.Refused => new(ChangeStageOutcome.Invalid, [.. saved.Problems!.Select(p => new FieldProblem(FieldProblem.StageName, p.Text))]),
            };
        }
    }
}
