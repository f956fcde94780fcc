using ApprovalFlow.Appointments;
using ApprovalFlow.Stages;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>The appointment stage for those who watch it: who is appointed on what basis, and who waits.</summary>
[Authorize]
public sealed class AppointmentModel(AppointmentBoardQuery boards) : PageModel
{
    public AppointmentBoard Board { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (await boards.ForAsync(runId, StageKind.Appointment, User.ToActor(), ct) is not { } board) return NotFound();
        Board = board;
        return Page();
    }
}
