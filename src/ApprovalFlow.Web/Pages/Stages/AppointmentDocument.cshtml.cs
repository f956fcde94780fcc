using ApprovalFlow.Appointments;
using ApprovalFlow.Stages;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>One issued appointment document, as frozen; for printing.</summary>
[Authorize]
public sealed class AppointmentDocumentModel(AppointmentBoardQuery boards) : PageModel
{
    public AppointmentSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid runId, Guid applicationId, CancellationToken ct)
    {
        var board = await boards.ForAsync(runId, StageKind.Appointment, User.ToActor(), ct);
        if (board?.Appointments.SingleOrDefault(a => a.ApplicationId == applicationId && a.Appointment.IssuedAt is not null) is not { } sheet) return NotFound();
        Sheet = sheet;
        return Page();
    }
}
