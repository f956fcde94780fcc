using ApprovalFlow.Applications;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Applications;

/// <summary>Hands out one file as a download, never to be shown or run in the site, and not kept by the browser.</summary>
[Authorize]
public sealed class AttachmentModel(ReadAttachment read) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await read.RunAsync(id, User.ToActor(), ct) is not { } file) return NotFound();
        Response.Headers.CacheControl = "no-store";
        Response.Headers.XContentTypeOptions = "nosniff";
        return File(file.Content, file.MediaType, file.Name); // with a name it is sent as Content-Disposition: attachment
    }
}
