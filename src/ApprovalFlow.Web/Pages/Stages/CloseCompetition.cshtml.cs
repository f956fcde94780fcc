using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Archive;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>A competition closed without appointment: why, and how everybody's case ended.</summary>
[Authorize]
public sealed class CloseCompetitionModel(ClosingBoardQuery boards) : PageModel
{
    public ClosingBoard Board { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (await boards.ForAsync(runId, StageKind.CloseCompetition, User.ToActor(), ct) is not { } board) return NotFound();
        Board = board;
        return Page();
    }
}
