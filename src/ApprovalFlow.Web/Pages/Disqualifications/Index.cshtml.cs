using ApprovalFlow.Disqualifications;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Disqualifications;

/// <summary>One candidate's standing: a hold by discipline, a disqualification with two signatures.</summary>
[Authorize]
public sealed class IndexModel(
    StandingQuery standings, HoldApplication hold, ReleaseApplication release, DisqualifyApplication disqualify, Texts texts) : PageModel
{
    public StandingSheet Sheet { get; private set; } = null!;

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await standings.ForAsync(id, User.ToActor(), ct) is not { } sheet) return NotFound();
        Sheet = sheet;
        return Page();
    }

    public async Task<IActionResult> OnPostHoldAsync(Guid id, CancellationToken ct) =>
        await AnswerAsync(id, await hold.RunAsync(new(id, Reason), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostReleaseAsync(Guid id, CancellationToken ct) =>
        await AnswerAsync(id, await release.RunAsync(new(id, Reason), User.ToActor(), ct), ct);

    public async Task<IActionResult> OnPostDisqualifyAsync(Guid id, CancellationToken ct)
    {
        var outcome = await disqualify.RunAsync(new(id, Reason), User.ToActor(), ct);
        return outcome switch
        {
            DisqualifyApplicationOutcome.Proposed => Done(id, texts.Of(outcome)),
            DisqualifyApplicationOutcome.NotFound => NotFound(),
            DisqualifyApplicationOutcome.ReasonRequired => await AgainAsync(id, nameof(Reason), texts.Of(outcome), ct),
            DisqualifyApplicationOutcome.NotIn or DisqualifyApplicationOutcome.AlreadyProposed => await AgainAsync(id, "", texts.Of(outcome), ct),
        };
    }

    private async Task<IActionResult> AnswerAsync(Guid id, HoldApplicationOutcome outcome, CancellationToken ct) => outcome switch
    {
        HoldApplicationOutcome.Held or HoldApplicationOutcome.Released => Done(id, texts.Of(outcome)),
        HoldApplicationOutcome.NotFound => NotFound(),
        HoldApplicationOutcome.ReasonRequired => await AgainAsync(id, nameof(Reason), texts.Of(outcome), ct),
        HoldApplicationOutcome.NotIn or HoldApplicationOutcome.AlreadyHeld or HoldApplicationOutcome.NotHeld =>
            await AgainAsync(id, "", texts.Of(outcome), ct),
    };

    private RedirectToPageResult Done(Guid id, string words)
    {
        TempData.Say(words);
        return RedirectToPage(new { id });
    }

    private Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        ModelState.AddModelError(field, words);
        return OnGetAsync(id, ct);
    }
}
