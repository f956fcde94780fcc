using ApprovalFlow.Stages.Inspection;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>The final inspection material about one subject, for those who decide or supervise. Every reading is on record.</summary>
[Authorize]
public sealed class InspectionFileModel(ReadInspectionMaterial read) : PageModel
{
    public MaterialSheet Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid runId, Guid applicationId, CancellationToken ct)
    {
        if (await read.RunAsync(new(null, runId, applicationId), User.ToActor(), ct) is not { } sheet) return NotFound();
        Sheet = sheet;
        return Page();
    }
}
