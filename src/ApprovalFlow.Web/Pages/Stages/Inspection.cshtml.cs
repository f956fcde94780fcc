using ApprovalFlow.Stages.Inspection;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>Subjects, team, materials and signatures of one inspection, and the one fill-in before the notice.</summary>
[Authorize]
public sealed class InspectionModel(InspectionBoardQuery boards, FillIn fillIn, Texts texts) : PageModel
{
    public InspectionBoard Board { get; private set; } = null!;

    [BindProperty]
    public Guid OutId { get; set; }

    [BindProperty]
    public Guid InId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (await boards.ForAsync(runId, User.ToActor(), ct) is not { } board) return NotFound();
        Board = board;
        return Page();
    }

    public async Task<IActionResult> OnPostFillInAsync(Guid runId, CancellationToken ct)
    {
        var outcome = await fillIn.RunAsync(new(runId, OutId, InId, Reason), User.ToActor(), ct);
        if (outcome == FillInOutcome.NotFound) return NotFound();
        if (outcome == FillInOutcome.FilledIn)
        {
            TempData.Say(texts["已递补，并通知本人。"]);
            return RedirectToPage(new { runId });
        }

        ModelState.AddModelError("", texts.Of(outcome));
        return await OnGetAsync(runId, ct);
    }
}
