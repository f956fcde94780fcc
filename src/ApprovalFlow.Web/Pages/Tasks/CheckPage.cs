using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>One of the four checks on one subject: its handler records the finding.</summary>
[Authorize]
public abstract class CheckPage(TaskKind kind, TaskHeaderQuery headers, ReadCheck read, RecordCheck record, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public CheckSheet Sheet { get; private set; } = null!;

    public CheckKind Check { get; } = RecordCheck.KindOf(kind)!.Value;

    [BindProperty]
    public CheckFinding? Finding { get; set; }

    [BindProperty]
    public DateOnly? CheckedOn { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        var line = Sheet.Checks[0];
        (Finding, CheckedOn, Note, Document) = (line.Finding, line.CheckedOn ?? Sheet.Today, line.Note, line.Document);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (Finding is not { } finding) return await AgainAsync(id, nameof(Finding), texts["请选择核查结果。"], ct);
        if (CheckedOn is not { } checkedOn) return await AgainAsync(id, nameof(CheckedOn), texts["请填写核查日期。"], ct);

        var outcome = await record.RunAsync(new(id, finding, checkedOn, Note, Document), User.ToActor(), ct);
        return outcome switch
        {
            RecordCheckOutcome.Closed => Done(texts["核查结果已记录。"]),
            RecordCheckOutcome.KeptOpen => Done(texts["已记录正在核查；办结前不能进入下一环节。"]),
            RecordCheckOutcome.NotFound => NotFound(),
            RecordCheckOutcome.AlreadyClosed => await AgainAsync(id, "", texts["这项核查已经办结。"], ct),
            RecordCheckOutcome.WrongFinding => await AgainAsync(id, nameof(Finding), texts["请选择核查结果。"], ct),
            RecordCheckOutcome.NoteRequired => await AgainAsync(id, nameof(Note), texts["这种结果必须写明情况。"], ct),
            RecordCheckOutcome.InTheFuture => await AgainAsync(id, nameof(CheckedOn), texts["核查日期不能晚于今天。"], ct),
        };
    }

    private RedirectToPageResult Done(string words)
    {
        TempData.Say(words);
        return RedirectToPage("/Inbox/Index");
    }

    private async Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        ModelState.AddModelError(field, words);
        return Page();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, kind, User.ToActor(), ct) is not { } header) return false;
        if (await read.RunAsync(id, User.ToActor(), ct) is not { } sheet) return false;
        (Header, Sheet) = (header, sheet);
        return true;
    }
}
