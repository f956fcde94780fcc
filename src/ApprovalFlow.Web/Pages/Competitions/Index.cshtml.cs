using ApprovalFlow.Competitions;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Competitions;

/// <summary>The competitions whose board the reader may open, with search and filter.</summary>
public sealed class IndexModel(CompetitionListQuery list) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public CompetitionState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public CompetitionPage Found { get; private set; } = new([], 0, [], false);

    public bool Filtered => State is not null || !string.IsNullOrWhiteSpace(Search);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Found = await list.ForAsync(User.ToActor(), Search, State, PageNumber, ct);
        return Found.HasRole || Found.Total > 0 || Filtered ? Page() : NotFound();
    }
}
