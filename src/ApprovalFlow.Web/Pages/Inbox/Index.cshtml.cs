using ApprovalFlow.Procedures;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Found = ApprovalFlow.Tasks.Inbox;

namespace ApprovalFlow.Web.Pages.Inbox;

/// <summary>What must I do, by when, for whom.</summary>
[Authorize]
public sealed class IndexModel(InboxQuery inbox, ProcedureSheet procedures) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Competition { get; set; }

    [BindProperty(SupportsGet = true)]
    public TaskKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public InboxDue Due { get; set; } = InboxDue.All;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public Found Inbox { get; private set; } = null!;

    /// <summary>Procedures of the reader's unit that belong to no competition yet and wait for approval.</summary>
    public int ProceduresToApprove { get; private set; }

    public bool IsFiltered => Competition is not null || Kind is not null || Due != InboxDue.All || !string.IsNullOrWhiteSpace(Search);

    /// <summary>A filter that cannot be read is no filter: the page is always useful.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        if (!Enum.IsDefined(Due)) Due = InboxDue.All;
        Inbox = await inbox.ForAsync(User.ToActor(), new(Done, Competition, Kind, Due, Search, PageNumber), ct);
        ProceduresToApprove = await procedures.WaitingForAsync(User.ToActor(), ct);
    }
}
