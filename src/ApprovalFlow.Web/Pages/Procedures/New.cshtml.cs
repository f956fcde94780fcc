using System.ComponentModel.DataAnnotations;
using ApprovalFlow.Engine;
using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Procedures;

/// <summary>Beginning a procedure of a unit's own: from a template, from a version of the unit, from a file or from the required stages.</summary>
[RequestSizeLimit(4 * 1024 * 1024)]
public sealed class NewModel(ProcedureSheet procedures, StartDraft start, Texts texts) : PageModel
{
    /// <summary>The start that is no version: the stages that the rules require.</summary>
    public const string Blank = "";

    /// <summary>The start that is a file.</summary>
    public const string FromFile = "file";

    [BindProperty]
    public Fields Input { get; set; } = new();

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public ProcedureList List { get; private set; } = null!;
    public IEnumerable<ProcedureUnit> Units => List.Units.Where(u => u.Drafts);
    public IReadOnlyList<DefinitionProblem> Problems { get; private set; } = [];

    /// <summary>Templates and what the units where one may draw have.</summary>
    public IEnumerable<ProcedureLine> Starts => List.Lines.Where(l => l.IsTemplate || Units.Any(u => u.Id == l.UnitId)).OrderByDescending(l => l.IsTemplate);

    public async Task<IActionResult> OnGetAsync(string? from, CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        Input.From = Starts.FirstOrDefault(l => l.Id == from)?.Id ?? Starts.FirstOrDefault()?.Id ?? Blank;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        var fromFile = Input.From == FromFile;
        if (fromFile && Upload is null) ModelState.AddModelError("Upload", texts["请选择文件。"]);
        if (!fromFile && string.IsNullOrWhiteSpace(Input.Name)) ModelState.AddModelError("Input.Name", texts["请填写名称。"]);
        if (!ModelState.IsValid) return Page();

        var json = fromFile ? await ProcedureFile.ReadAsync(Upload!, ct) : null;
        var result = await start.RunAsync(
            new(Input.UnitId!.Value, Input.Name ?? "", Input.NameEn ?? "", fromFile ? null : Input.From, json), User.ToActor(), ct);
        if (result.Outcome == StartDraftOutcome.Refused)
        {
            Problems = result.Problems!;
            return Page();
        }

        return result.Outcome switch
        {
            StartDraftOutcome.Started => Begun(result.VersionId!),
            StartDraftOutcome.NotFound => NotFound(),
            StartDraftOutcome.NameNeeded or StartDraftOutcome.Refused => Unnamed(),
        };
    }

    private RedirectResult Begun(string versionId)
    {
        TempData.Say(texts["已开始起草：可以在提纲视图或设计器中修改。"]);
        return Redirect($"/procedures/{versionId}");
    }

    private PageResult Unnamed()
    {
        ModelState.AddModelError("Input.Name", texts["请填写名称：不超过100字，不含尖括号。"]);
        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await procedures.AllForAsync(User.ToActor(), ct) is not { } list || !list.Units.Any(u => u.Drafts)) return false;
        List = list;
        return true;
    }

    public sealed class Fields
    {
        [Required, Display(Name = "单位")]
        public Guid? UnitId { get; set; }

        [Display(Name = "从哪里开始")]
        public string? From { get; set; } = "";

        [StringLength(100), Display(Name = "名称")]
        public string? Name { get; set; }

        [StringLength(100), Display(Name = "英文名称")]
        public string? NameEn { get; set; }
    }
}
