using ApprovalFlow.Engine;
using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Procedures;

/// <summary>A file takes the place of a draft, after what would change has been shown.</summary>
[RequestSizeLimit(4 * 1024 * 1024)]
public sealed class ImportModel(DraftSheet drafts, DraftDoor door, SaveDraft save, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>The file's text while its differences are on the page.</summary>
    [BindProperty]
    public string? Json { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    public DraftPage Draft { get; private set; } = null!;
    public IReadOnlyList<Difference>? Differences { get; private set; }
    public IReadOnlyList<DefinitionProblem> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    /// <summary>Shows what would change; changes nothing.</summary>
    public async Task<IActionResult> OnPostCompareAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        if (Upload is null)
        {
            ModelState.AddModelError("Upload", texts["请选择文件。"]);
            return Page();
        }

        return await CompareAsync(await ProcedureFile.ReadAsync(Upload, ct), ct);
    }

    public async Task<IActionResult> OnPostReplaceAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        var result = await save.RunAsync(new(Id, Revision, Json ?? ""), User.ToActor(), ct);
        return result.Outcome switch
        {
            SaveDraftOutcome.Saved => Done(texts["已用文件的内容替换草稿。"]),
            SaveDraftOutcome.Unchanged => Done(texts["没有改动。"]),
            SaveDraftOutcome.Stale => await CompareAsync(Json ?? "", ct, texts["您查看之后草稿又有改动，请看过新的差别再决定。"]),
            SaveDraftOutcome.NotFound or SaveDraftOutcome.NotADraft => NotFound(),
            SaveDraftOutcome.Refused => await CompareAsync(Json ?? "", ct),
        };
    }

    private async Task<IActionResult> CompareAsync(string text, CancellationToken ct, string? warning = null)
    {
        ModelState.Clear();
        if (warning is not null) ModelState.AddModelError("", warning);
        var (json, problems) = await door.FindAsync(text, Draft.Version.UnitId!.Value, ct);
        Problems = problems;
        if (json is null) return Page();

        (Json, Revision) = (text, Draft.Revision);
        Differences = DrawingDifference.Of(Drawing.Parse(Draft.Json), Drawing.Parse(text), Language.IsChinese);
        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await drafts.ForAsync(Id, User.ToActor(), ct) is not { MayEdit: true } draft) return false;
        Draft = draft;
        return true;
    }

    private RedirectResult Done(string text)
    {
        TempData.Say(text);
        return Redirect($"/procedures/{Id}");
    }
}
