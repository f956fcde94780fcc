using ApprovalFlow.Objections;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Notices;

/// <summary>How far a report has come, for whoever holds its code.</summary>
[AllowAnonymous]
public sealed class ObjectionStatusModel(ObjectionQuery objections) : PageModel
{
    public ObjectionStatus Status { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (await objections.FindAsync(code, ct) is not { } status) return NotFound();
        Status = status;
        return Page();
    }
}
