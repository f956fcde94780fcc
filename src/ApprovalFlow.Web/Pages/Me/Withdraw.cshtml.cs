using ApprovalFlow.Applications;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Me;

/// <summary>A candidate leaves, having been told that it is for good.</summary>
[Authorize]
public sealed class WithdrawModel(OwnCaseQuery cases, WithdrawApplication withdraw, Texts texts) : PageModel
{
    public OwnCase Own { get; private set; } = null!;

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid competitionId, CancellationToken ct)
    {
        if (await cases.ForAsync(User.ToActor(), competitionId, ct) is not { } own) return NotFound();
        Own = own;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid competitionId, CancellationToken ct)
    {
        var outcome = await withdraw.RunAsync(new(competitionId, Reason ?? ""), User.ToActor(), ct);
        switch (outcome)
        {
            case WithdrawApplicationOutcome.Withdrawn:
                TempData.Say(texts.Of(outcome));
                return RedirectToPage("/Me/Case", new { competitionId });
            case WithdrawApplicationOutcome.NotFound:
                return NotFound();
            default:
                ModelState.AddModelError(outcome == WithdrawApplicationOutcome.ReasonRequired ? nameof(Reason) : "", texts.Of(outcome));
                return await OnGetAsync(competitionId, ct);
        }
    }
}
