using ApprovalFlow.Applications;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.Pages.Me;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>Registration as organisers and those who supervise see it: counts per post, who registered, who may come late.</summary>
[Authorize]
public sealed class RegistrationModel(RegistrationBoardQuery boards, ProposeLateRegistration propose, AllowWithdrawal allow, Texts texts) : PageModel
{
    public RegistrationBoard Board { get; private set; } = null!;

    [BindProperty]
    public string? StaffNumber { get; set; }

    [BindProperty]
    public DateOnly? LastOn { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (await boards.ForAsync(runId, User.ToActor(), ct) is not { } board) return NotFound();
        Board = board;
        return Page();
    }

    public async Task<IActionResult> OnPostLateAsync(Guid runId, CancellationToken ct)
    {
        if (await boards.ForAsync(runId, User.ToActor(), ct) is not { } board) return NotFound();
        if (LastOn is not { } last)
        {
            ModelState.AddModelError(nameof(LastOn), texts["请填写补报最后一天。"]);
            return await OnGetAsync(runId, ct);
        }

        var outcome = await propose.RunAsync(new(board.Desk.Competition.Id, StaffNumber ?? "", last, Reason ?? ""), User.ToActor(), ct);
        switch (outcome)
        {
            case ProposeLateRegistrationOutcome.Proposed:
                TempData.Say(texts.Of(outcome));
                return RedirectToPage(new { runId });
            case ProposeLateRegistrationOutcome.NotFound:
                return NotFound();
            default:
                ModelState.AddModelError("", texts.Of(outcome));
                return await OnGetAsync(runId, ct);
        }
    }

    public async Task<IActionResult> OnPostAllowWithdrawalAsync(Guid runId, Guid applicationId, string? reason, CancellationToken ct)
    {
        var outcome = await allow.RunAsync(new(applicationId, reason ?? ""), User.ToActor(), ct);
        if (outcome == AllowWithdrawalOutcome.NotFound) return NotFound();
        TempData.Say(texts.Of(outcome), outcome == AllowWithdrawalOutcome.Allowed ? Tone.Good : Tone.Bad);
        return RedirectToPage(new { runId });
    }

    public Tone ToneOf(ApplicationState state) => StateTone.Of(state);
}
