using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Outline;

/// <summary>
/// One change of the way through a drawing, with what was seen where it is made: what others changed elsewhere meanwhile does
/// not stand in its way.
/// </summary>
public abstract record FlowChange
{
    /// <summary>A new stage behind a way out; what followed there (<paramref name="Was"/>, null for nothing) follows the new stage.</summary>
    public sealed record Add(string After, string Port, string? Was, StageKind Stage) : FlowChange;

    /// <summary>A stage is taken out, with the closes that only it led to; what came before it leads to what followed it.</summary>
    public sealed record Remove(string ActivityId, string Seen) : FlowChange;

    /// <summary>A way out that led to <paramref name="Was"/> leads somewhere else; null for nowhere.</summary>
    public sealed record Lead(string From, string Port, string? Was, string? To) : FlowChange;
}

public enum ChangeFlowOutcome
{
    Changed = 1,
    Unchanged,
    NotFound,
    NotADraft,

    /// <summary>Somebody else changed this very place since the page was read; nothing was written.</summary>
    Stale,

    /// <summary>There is no such stage or way out, or it is one that stays.</summary>
    NotPossible,

    /// <summary>The drawing would be too large.</summary>
    Refused,
}

/// <summary>Adds, takes out and joins stages without drawing.</summary>
public sealed class ChangeFlow(DraftSheet drafts, SaveDraft save, ActivityCatalog catalog)
{
    private const int Attempts = 5;

    public sealed record Request(string VersionId, FlowChange Change);

    /// <summary><see cref="ActivityId"/> is the stage to look at next: the new one, or the one whose way out changed.</summary>
    public sealed record Result(ChangeFlowOutcome Outcome, string? ActivityId = null, DateTimeOffset? SavedAt = null, string? SavedBy = null);

    public async Task<Result> RunAsync(Request request, Actor actor, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await drafts.ForAsync(request.VersionId, actor, ct) is not { } draft) return new(ChangeFlowOutcome.NotFound);
            if (!draft.MayEdit) return new(draft.Version.State == ProcedureState.Draft ? ChangeFlowOutcome.NotFound : ChangeFlowOutcome.NotADraft);

            var json = DraftJson.Read(draft.Json).Json!;
            var pen = new FlowchartPen(DraftJson.Flowchart(json)!);
            if (!AsSeen(pen, request.Change)) return new(ChangeFlowOutcome.Stale, null, draft.SavedAt, draft.SavedBy);
            if (Make(pen, request.Change) is not { } next) return new(ChangeFlowOutcome.NotPossible);
            var saved = await save.RunAsync(new(request.VersionId, draft.Revision, json.ToJsonString()), actor, ct);
            if (saved.Outcome == SaveDraftOutcome.Stale && attempt < Attempts) continue;
            return saved.Outcome switch
            {
                SaveDraftOutcome.Saved => new(ChangeFlowOutcome.Changed, next),
                SaveDraftOutcome.Unchanged => new(ChangeFlowOutcome.Unchanged, next),
                SaveDraftOutcome.Stale => new(ChangeFlowOutcome.Stale, null, saved.SavedAt, saved.SavedBy),
                SaveDraftOutcome.NotFound => new(ChangeFlowOutcome.NotFound),
                SaveDraftOutcome.NotADraft => new(ChangeFlowOutcome.NotADraft),
                SaveDraftOutcome.Refused => new(ChangeFlowOutcome.Refused),
            };
        }
    }

    private static bool AsSeen(FlowchartPen pen, FlowChange change) => change switch
    {
        FlowChange.Add add => pen.Leads(add.After, add.Port) == add.Was,
        FlowChange.Lead lead => pen.Leads(lead.From, lead.Port) == lead.Was,
        FlowChange.Remove remove => pen.Activity(remove.ActivityId) is { } activity && OutlineValue.Fingerprint(activity) == remove.Seen,
        _ => false,
    };

    /// <summary>The stage to look at next; null when the change cannot be made.</summary>
    private string? Make(FlowchartPen pen, FlowChange change) => change switch
    {
        FlowChange.Add add => IsWayOut(pen, add.After, add.Port) && Enum.IsDefined(add.Stage) ? pen.AddStage(add.Stage, add.After, add.Port) : null,
        FlowChange.Remove remove => DraftJson.Text(pen.Activity(remove.ActivityId)!["type"]) is not (DrawingParts.Start or DrawingParts.End)
            ? pen.Remove(remove.ActivityId) : null,
        FlowChange.Lead lead => IsWayOut(pen, lead.From, lead.Port) && IsTarget(pen, lead.To) ? Lead(pen, lead) : null,
        _ => null,
    };

    private static string Lead(FlowchartPen pen, FlowChange.Lead lead)
    {
        if (lead.To is null) pen.Cut(lead.From, lead.Port);
        else if (pen.Leads(lead.From, lead.Port) != lead.To) pen.Lead(lead.From, lead.Port, lead.To);
        return lead.From;
    }

    private static bool IsTarget(FlowchartPen pen, string? to) =>
        to is null || pen.Activity(to) is { } activity && DraftJson.Text(activity["type"]) != DrawingParts.Start;

    private bool IsWayOut(FlowchartPen pen, string id, string port) =>
        pen.Activity(id) is JsonObject activity && (pen.Leads(id, port) is not null
            || catalog.Find(DraftJson.Text(activity["type"]))?.Outcomes.Any(o => o.Name == port) == true);
}
