using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Pages.Me;

/// <summary>A candidate asks for a re-check of the own qualification review.</summary>
[Authorize]
public sealed class RecheckModel(RequestRecheck recheck, ApprovalDb db, Texts texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid applicationId, CancellationToken ct) =>
        await OwnCompetitionAsync(applicationId, ct) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(Guid applicationId, CancellationToken ct)
    {
        var outcome = await recheck.RunAsync(new(applicationId, Reason), User.ToActor(), ct);
        switch (outcome)
        {
            case RequestRecheckOutcome.Asked:
                TempData.Say(texts.Of(outcome));
                return LocalRedirect($"/me/{await OwnCompetitionAsync(applicationId, ct)}");
            case RequestRecheckOutcome.NotFound:
                return NotFound();
            default:
                ModelState.AddModelError(outcome == RequestRecheckOutcome.ReasonRequired ? nameof(Reason) : "", texts.Of(outcome));
                return Page();
        }
    }

    private Task<Guid?> OwnCompetitionAsync(Guid applicationId, CancellationToken ct)
    {
        var me = User.ToActor().PersonId;
        return db.Set<Application>().Where(a => a.Id == applicationId && a.PersonId == me).Select(a => (Guid?)a.CompetitionId).SingleOrDefaultAsync(ct);
    }
}
