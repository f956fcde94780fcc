using ApprovalFlow.Applications;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Me;

/// <summary>The form as it will be frozen, and the pledge under it. What is seen here is what gets registered.</summary>
[Authorize]
public sealed class PreviewModel(ApplySheetQuery sheets, FormSheetQuery forms, SubmitApplication submit, Texts texts) : PageModel
{
    public ApplySheet Sheet { get; private set; } = null!;

    public FormSheet Printed { get; private set; } = null!;

    [BindProperty]
    public string? SignedName { get; set; }

    [BindProperty]
    public int RevisionSeen { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid competitionId, CancellationToken ct)
    {
        var actor = User.ToActor();
        if (await sheets.ForAsync(actor, competitionId, ct) is not { Application: { } application } sheet) return NotFound();
        if (application.State != ApplicationState.Draft) return RedirectToPage("/Me/Case", new { competitionId });
        Sheet = sheet;
        Printed = (await forms.ForAsync(actor, application.Id, ct))!;
        RevisionSeen = application.Revision;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid competitionId, CancellationToken ct)
    {
        var outcome = await submit.RunAsync(new(competitionId, RevisionSeen, SignedName ?? ""), User.ToActor(), ct);
        switch (outcome)
        {
            case SubmitApplicationOutcome.Submitted:
                TempData.Say(texts["报名成功，编号和期限已发邮件，也在下面。"]);
                return RedirectToPage("/Me/Case", new { competitionId });
            case SubmitApplicationOutcome.NotFound:
                return NotFound();
            case SubmitApplicationOutcome.FormIncomplete:
                return await AgainAsync(competitionId, nameof(SignedName), texts["请输入与报名表一致的本人姓名；如上面仍有提示，请先补全。"], ct);
            default:
                return await AgainAsync(competitionId, "", texts.Of(outcome), ct);
        }
    }

    private Task<IActionResult> AgainAsync(Guid competitionId, string field, string words, CancellationToken ct)
    {
        ModelState.Remove(nameof(RevisionSeen));
        ModelState.AddModelError(field, words);
        return OnGetAsync(competitionId, ct);
    }
}
