using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace ApprovalFlow.Web.Pages.Studio;

/// <summary>The designer, on the newest version of a procedure. Who may only look gets the same page, and it only shows.</summary>
[SecurityHeadersPolicy(SecurityPolicies.Studio)]
public sealed class EditModel(DraftSheet drafts) : PageModel
{
    public DraftPage Draft { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await drafts.LatestAsync(id, User.ToActor(), ct) is not { } page) return NotFound();
        Draft = page;
        return Page();
    }
}
