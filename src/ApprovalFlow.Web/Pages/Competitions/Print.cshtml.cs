using ApprovalFlow.Competitions;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Competitions;

/// <summary>The plan on paper.</summary>
public sealed class PrintModel(PlanSheet plans) : PageModel
{
    public PlanDocument Document { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await plans.ForAsync(id, User.ToActor(), ct) is not { } document) return NotFound();
        Document = document;
        return Page();
    }
}
