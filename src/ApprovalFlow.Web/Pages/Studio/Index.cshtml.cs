using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Studio;

/// <summary>The studio's own lists lead to ours, which say more.</summary>
public sealed class IndexModel : PageModel
{
    public IActionResult OnGet(string? rest) => rest?.Trim('/') switch
    {
        null or "" or "workflows" or "workflows/definitions" => Redirect("~/procedures"),
        "workflows/instances" => Redirect("~/competitions"),
        _ => NotFound(),
    };
}
