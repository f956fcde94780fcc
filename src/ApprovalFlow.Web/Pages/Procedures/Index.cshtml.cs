using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Procedures;

/// <summary>Templates and the reader's units' own procedures, every version.</summary>
public sealed class IndexModel(ProcedureSheet procedures) : PageModel
{
    public IReadOnlyList<ProcedureLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await procedures.AllForAsync(User.ToActor(), ct) is not { } lines) return NotFound();
        Lines = lines;
        return Page();
    }
}
