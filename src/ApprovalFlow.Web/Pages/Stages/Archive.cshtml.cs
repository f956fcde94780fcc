using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Archive;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>The archiving of a competition: how complete its record is, and how everybody's case ended.</summary>
[Authorize]
public sealed class ArchiveModel(ClosingBoardQuery boards) : PageModel
{
    public ClosingBoard Board { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (await boards.ForAsync(runId, StageKind.Archive, User.ToActor(), ct) is not { } board) return NotFound();
        Board = board;
        return Page();
    }
}
