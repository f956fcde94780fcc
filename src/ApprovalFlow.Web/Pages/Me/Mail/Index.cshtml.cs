using ApprovalFlow.Mail;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Me.Mail;

/// <summary>The own letter box.</summary>
[Authorize]
public sealed class IndexModel(OwnMailQuery mails) : PageModel
{
    public OwnMailPage Box { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "p")] int? p, CancellationToken ct) => Box = await mails.ForAsync(User.ToActor(), p ?? 1, ct);
}
