using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>The matrix of subjects and checks.</summary>
[Authorize]
public sealed class FourChecksModel(ChecksBoardQuery boards) : PageModel
{
    public ChecksBoard Board { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (await boards.ForAsync(runId, User.ToActor(), ct) is not { } board) return NotFound();
        Board = board;
        return Page();
    }
}
