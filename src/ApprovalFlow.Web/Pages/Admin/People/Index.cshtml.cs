using ApprovalFlow.People;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Admin.People;

/// <summary>The people of the units one administers.</summary>
[ForRole(Role.UnitAdministrator)]
public sealed class IndexModel(PeopleQuery people) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Unit { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Left { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public PeopleQuery.Sheet Sheet { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Sheet = await people.RunAsync(new(Unit, Q, Left, P), User.ToActor(), ct);
}
