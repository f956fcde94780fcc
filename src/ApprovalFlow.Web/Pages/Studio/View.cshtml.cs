using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace ApprovalFlow.Web.Pages.Studio;

/// <summary>A running competition on its drawing: what is done, where it is, what was passed by, and who is waited for.</summary>
[SecurityHeadersPolicy(SecurityPolicies.Studio)]
public sealed class ViewModel(CompetitionFlow flows) : PageModel
{
    public FlowPage Flow { get; private set; } = null!;

    /// <summary>The standings that occur, in the order of a competition's life.</summary>
    public IEnumerable<ActivityProgress> Legend => new[]
    {
        ActivityProgress.Done, ActivityProgress.Active, ActivityProgress.Faulted, ActivityProgress.Skipped, ActivityProgress.Cancelled, ActivityProgress.NotReached,
    }.Where(p => Flow.Standings.Any(s => s.Progress == p));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await flows.ForAsync(id, User.ToActor(), ct) is not { } flow) return NotFound();
        Flow = flow;
        return Page();
    }
}
