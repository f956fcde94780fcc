using ApprovalFlow.Stages.Announcement;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>The announcement stage for those who watch it: what was published, exactly as frozen.</summary>
public sealed class AnnouncementModel(AnnouncementSheet sheets) : PageModel
{
    public AnnouncementRun Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (await sheets.OfRunAsync(runId, User.ToActor(), ct) is not { } sheet) return NotFound();
        Sheet = sheet;
        return Page();
    }
}
