using ApprovalFlow.Notices;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Notices;

/// <summary>Announcements and notices in force, for everybody; nothing but what was frozen.</summary>
[AllowAnonymous]
public sealed class IndexModel(NoticeQuery notices) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public NoticeKind? Kind { get; set; }

    public IReadOnlyList<NoticeLine> Notices { get; private set; } = [];

    public bool SignedIn => User.ToActorOrNull() is not null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (Kind is { } kind && !Enum.IsDefined(kind)) Kind = null;
        Notices = await notices.ForAsync(User.ToActorOrNull(), Kind, ct);
    }
}
