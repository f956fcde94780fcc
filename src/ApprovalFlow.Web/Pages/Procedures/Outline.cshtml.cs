using ApprovalFlow.Procedures;
using ApprovalFlow.Procedures.Checks;
using ApprovalFlow.Procedures.Outline;
using ApprovalFlow.Stages;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Dates;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Procedures;

/// <summary>
/// A drawing as a text that can be changed without drawing: stages in their order, every setting as a form field, every way
/// out with where it leads. Each stage is saved on its own.
/// </summary>
public sealed class OutlineModel(
    OutlineSheet outlines, PublicationGate gate, ChangeStage changeStage, ChangeFlow changeFlow, UndoDraft undo, DateWords dates, Texts texts) : PageModel
{
    /// <summary>Before the name of an input, in the names of form fields.</summary>
    public const string Prefix = "f.";

    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The stage that a form is about.</summary>
    [BindProperty]
    public string ActivityId { get; set; } = "";

    /// <summary>The stage that was just saved or added: its form stays open.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Open { get; set; }

    public OutlinePage Outline { get; private set; } = null!;
    public IReadOnlyList<ProcedureFinding> Findings { get; private set; } = [];

    /// <summary>What was typed into the form of <see cref="ActivityId"/> and could not be saved.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Typed { get; private set; }

    public string TypedName { get; private set; } = "";
    public IReadOnlyList<FieldProblem> FieldProblems { get; private set; } = [];

    /// <summary>Who changed the stage in between, and when, where that kept the form from being saved.</summary>
    public string? StaleBy { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSaveAsync(string seen, string? name, CancellationToken ct)
    {
        var typed = Request.Form.Where(f => f.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(f => f.Key[Prefix.Length..], f => (IReadOnlyList<string>)[.. f.Value.Select(v => v ?? "")]);
        var result = await changeStage.RunAsync(new(Id, ActivityId, seen ?? "", name ?? "", typed), User.ToActor(), ct);
        return result.Outcome switch
        {
            ChangeStageOutcome.Saved => Done(ActivityId, texts["已保存。"]),
            ChangeStageOutcome.Unchanged => Done(ActivityId, texts["没有改动。"]),
            ChangeStageOutcome.NotFound => NotFound(),
            ChangeStageOutcome.NotADraft => Refused(texts["这一版已不是草稿。"]),
            ChangeStageOutcome.Gone => Refused(texts["{0}删去了这个环节。", Who(result.SavedBy, result.SavedAt)]),
            ChangeStageOutcome.Stale or ChangeStageOutcome.Invalid => await AgainAsync(result, name ?? "", typed, ct),
        };
    }

    public Task<IActionResult> OnPostAddAsync(string port, string? was, StageKind stage, CancellationToken ct) =>
        ChangeAsync(new FlowChange.Add(ActivityId, port ?? "", Blank(was), stage), texts["已加入环节，请核对它的设置。"], ct);

    public Task<IActionResult> OnPostRemoveAsync(string seen, CancellationToken ct) =>
        ChangeAsync(new FlowChange.Remove(ActivityId, seen ?? ""), texts["已删去环节，前后已接上。"], ct);

    public Task<IActionResult> OnPostLeadAsync(string port, string? was, string? to, CancellationToken ct) =>
        ChangeAsync(new FlowChange.Lead(ActivityId, port ?? "", Blank(was), Blank(to)), texts["去向已改。"], ct);

    public async Task<IActionResult> OnPostUndoAsync(int revision, CancellationToken ct) => await undo.RunAsync(new(Id, revision), User.ToActor(), ct) switch
    {
        UndoDraftOutcome.Undone => Done("", texts["已撤销上一次修改；再撤销一次即恢复。"]),
        UndoDraftOutcome.NotFound => NotFound(),
        UndoDraftOutcome.NotADraft => Refused(texts["这一版已不是草稿。"]),
        UndoDraftOutcome.Stale => Refused(texts["您查看之后又有人保存，没有撤销；请看过新的内容再决定。"]),
        UndoDraftOutcome.NothingToUndo => Refused(texts["没有可以撤销的修改。"]),
    };

    /// <summary>What the field shows: what was typed and not saved, else what is drawn.</summary>
    public IReadOnlyList<string> Shown(OutlineStage stage, OutlineValue value)
    {
        if (stage.Id != ActivityId || Typed is null || !Typed.TryGetValue(value.Input.Name, out var typed)) return value.Values;
        return value.Input.UiHint == "checklist" ? [.. typed.Where(t => t.Length > 0)] : typed;
    }

    public string ShownName(OutlineStage stage) => stage.Id == ActivityId && Typed is not null ? TypedName : stage.Activity.DisplayText;

    public string? ErrorOf(OutlineStage stage, string field) =>
        stage.Id == ActivityId && FieldProblems.FirstOrDefault(p => p.Field == field) is { } problem ? texts.Either(problem.Text) : null;

    public IEnumerable<ProcedureFinding> FindingsOf(OutlineStage stage) => Findings.Where(f => f.ActivityId == stage.Id);

    /// <summary>What is replaced on the page besides the stage that was saved: a change here may be a finding there.</summary>
    public string ElsewhereOf(OutlineStage saved) => string.Join(',', Outline.All.SelectMany(s => s.WithInner).Except(saved.WithInner).Select(s => "#" + FindingsId(s.Id)).Prepend("#outline-state"));

    /// <summary>An id that needs no quoting, whatever the activity is called.</summary>
    public static string FindingsId(string activityId) => "findings-" + Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(activityId));

    public string NameOf(string? id) =>
        Outline.Find(id) is { } stage ? ProcedureWords.Name(stage.Activity, Language.IsChinese) : id ?? "";

    private async Task<IActionResult> ChangeAsync(FlowChange change, string done, CancellationToken ct)
    {
        var result = await changeFlow.RunAsync(new(Id, change), User.ToActor(), ct);
        return result.Outcome switch
        {
            ChangeFlowOutcome.Changed => Done(result.ActivityId!, done),
            ChangeFlowOutcome.Unchanged => Done(result.ActivityId!, texts["没有改动。"]),
            ChangeFlowOutcome.NotFound => NotFound(),
            ChangeFlowOutcome.NotADraft => Refused(texts["这一版已不是草稿。"]),
            ChangeFlowOutcome.Stale => Refused(texts["{0}改动了这个地方，没有覆盖；请看过新的内容再修改。", Who(result.SavedBy, result.SavedAt)]),
            ChangeFlowOutcome.NotPossible => Refused(texts["这里不能这样修改。"]),
            ChangeFlowOutcome.Refused => Refused(texts["图会过大，没有修改。"]),
        };
    }

    private async Task<IActionResult> AgainAsync(
        ChangeStage.Result result, string name, IReadOnlyDictionary<string, IReadOnlyList<string>> typed, CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        (Typed, TypedName, FieldProblems) = (typed, name, result.Fields ?? []);
        if (result.Outcome == ChangeStageOutcome.Stale) StaleBy = Who(result.SavedBy, result.SavedAt);
        return Page();
    }

    private string Who(string? name, DateTimeOffset? at) =>
        at is { } time ? texts["{0}于{1}", name, dates.When(time)] : name ?? "";

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await outlines.ForAsync(Id, User.ToActor(), ct) is not { } outline) return false;
        Outline = outline;
        if (outline.Draft.Version.State < ProcedureState.Published) Findings = await gate.FindAsync(outline.Draft.Json, outline.Draft.Version.UnitId, ct);
        return true;
    }

    private static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private RedirectResult Done(string activityId, string text)
    {
        TempData.Say(text);
        var stage = Uri.EscapeDataString(activityId);
        return Redirect($"/procedures/{Id}/outline" + (stage.Length > 0 ? $"?open={stage}#stage-{stage}" : ""));
    }

    private RedirectResult Refused(string text)
    {
        TempData.Say(text, Tone.Bad);
        return Redirect($"/procedures/{Id}/outline");
    }
}
