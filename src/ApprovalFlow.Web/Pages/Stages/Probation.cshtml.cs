using ApprovalFlow.Appointments;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Probation;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>The probation stage for those who watch it: everybody's own end, report, assessment and decision.</summary>
[Authorize]
public sealed class ProbationModel(AppointmentBoardQuery boards) : PageModel
{
    public AppointmentBoard Board { get; private set; } = null!;

    public ProbationSettings Settings => Board.Run.Settings<ProbationSettings>();

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (await boards.ForAsync(runId, StageKind.Probation, User.ToActor(), ct) is not { } board) return NotFound();
        Board = board;
        return Page();
    }
}
