using ApprovalFlow.Notices;
using ApprovalFlow.Objections;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Notices;

/// <summary>One notice in force as it was frozen; printable.</summary>
[AllowAnonymous]
public sealed class NoticeModel(NoticeQuery notices, ObjectionQuery objections) : PageModel
{
    public NoticeSheet Sheet { get; private set; } = null!;

    /// <summary>The reader may put on record what came by letter, telephone or visit.</summary>
    public bool MayRecord { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var reader = User.ToActorOrNull();
        if (await notices.FindAsync(id, reader, ct) is not { } sheet) return NotFound();
        Sheet = sheet;
        MayRecord = reader is not null && await objections.ForRecordingAsync(id, reader, ct) is not null;
        return Page();
    }
}
