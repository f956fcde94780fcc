using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>An organiser hands a task to somebody else, or reminds the person it waits for.</summary>
[Authorize]
public sealed class ReassignModel(ReassignSheetQuery sheets, ReassignTask reassign, RemindTask remind, Texts texts) : PageModel
{
    public ReassignSheet Sheet { get; private set; } = null!;

    [BindProperty]
    public Guid? PersonId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await sheets.ForAsync(id, User.ToActor(), ct) is not { } sheet) return NotFound();
        Sheet = sheet;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (PersonId is not { } person) return await AgainAsync(id, nameof(PersonId), texts["请选择转给谁。"], ct);
        var outcome = await reassign.RunAsync(new(id, person, Reason), User.ToActor(), ct);
        switch (outcome)
        {
            case ReassignTaskOutcome.Reassigned:
                TempData.Say(texts.Of(outcome));
                return RedirectToPage(new { id });
            case ReassignTaskOutcome.NotFound:
                return NotFound();
            default:
                return await AgainAsync(id, outcome == ReassignTaskOutcome.ReasonRequired ? nameof(Reason) : "", texts.Of(outcome), ct);
        }
    }

    public async Task<IActionResult> OnPostRemindAsync(Guid id, CancellationToken ct)
    {
        var outcome = await remind.RunAsync(new(id), User.ToActor(), ct);
        if (outcome == RemindTaskOutcome.NotFound) return NotFound();
        TempData.Say(texts.Of(outcome), outcome == RemindTaskOutcome.Reminded ? Tone.Good : Tone.Wait);
        return RedirectToPage(new { id });
    }

    private Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        ModelState.AddModelError(field, words);
        return OnGetAsync(id, ct);
    }
}
