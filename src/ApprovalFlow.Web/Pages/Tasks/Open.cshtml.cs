using ApprovalFlow.Recusal;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>
/// The one address of any task: leads to the page of its kind, the first time in a competition by way of the declaration of
/// relatives. Claiming and releasing are posted here too.
/// </summary>
[Authorize]
public sealed class OpenModel(TaskHeaderQuery headers, ClaimTask claim, ReleaseTask release, RecusalDeskQuery recusals, Texts texts) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, User.ToActor(), ct) is not { } header) return NotFound();
        return header.State == TaskState.Open && header.Kind.NeedsDeclaration()
            && !await recusals.HasDeclaredAsync(header.CompetitionId, User.ToActor().PersonId, ct)
            ? RedirectToPage("/Recusals/Index", new { competitionId = header.CompetitionId, task = id })
            : ToPageOf(header);
    }

    public async Task<IActionResult> OnPostClaimAsync(Guid id, CancellationToken ct)
    {
        var outcome = await claim.RunAsync(new(id), User.ToActor(), ct);
        if (outcome == ClaimTaskOutcome.NotFound) return NotFound();
        TempData.Say(texts.Of(outcome), outcome == ClaimTaskOutcome.Claimed ? Tone.Good : Tone.Wait);
        return outcome == ClaimTaskOutcome.Claimed ? await OnGetAsync(id, ct) : RedirectToPage("/Inbox/Index");
    }

    public async Task<IActionResult> OnPostReleaseAsync(Guid id, CancellationToken ct)
    {
        var outcome = await release.RunAsync(new(id), User.ToActor(), ct);
        if (outcome == ClaimTaskOutcome.NotFound) return NotFound();
        TempData.Say(texts.Of(outcome), outcome == ClaimTaskOutcome.Released ? Tone.Good : Tone.Wait);
        return RedirectToPage("/Inbox/Index");
    }

    private IActionResult ToPageOf(TaskHeader header) =>
        Url.Page($"/Tasks/{header.Kind}", new { id = header.TaskId }) is { } page ? LocalRedirect(page) : NotFound();
}
