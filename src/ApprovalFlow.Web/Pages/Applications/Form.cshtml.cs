using ApprovalFlow.Applications;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Applications;

/// <summary>Form F1 (报名表) for printing, with the boxes that are filled in on paper.</summary>
[Authorize]
public sealed class FormModel(FormSheetQuery forms) : PageModel
{
    public FormSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await forms.ForAsync(User.ToActor(), id, ct) is not { } sheet) return NotFound();
        Sheet = sheet;
        return Page();
    }
}
