using ApprovalFlow.Meetings;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>The meetings of one decision stage; reconsideration, referral upward, rulings on deviations.</summary>
[Authorize]
public sealed class PartyGroupDecisionModel(
    DecisionBoardQuery boards, ReconsiderItem reconsider, RecordSuperiorDecision superior, RuleOnDeviation rule, Texts texts) : PageModel
{
    public DecisionBoard Board { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (await boards.ForAsync(runId, User.ToActor(), ct) is not { } board) return NotFound();
        Board = board;
        return Page();
    }

    public async Task<IActionResult> OnPostReconsiderAsync(Guid runId, Guid item, List<Guid> consenting, string? reason, CancellationToken ct)
    {
        var outcome = await reconsider.RunAsync(new(item, consenting, reason), User.ToActor(), ct);
        return outcome switch
        {
            ReconsiderItemOutcome.Accepted => Done(runId, texts["已记录复议，下次会议重新表决；原结果保留在记录中。"]),
            ReconsiderItemOutcome.NotFound => NotFound(),
            ReconsiderItemOutcome.NotDecided or ReconsiderItemOutcome.ReasonRequired or ReconsiderItemOutcome.NotAMember or ReconsiderItemOutcome.TooFew
                or ReconsiderItemOutcome.TooLate
                => await AgainAsync(runId, texts.Of(outcome), ct),
        };
    }

    public async Task<IActionResult> OnPostSuperiorAsync(Guid runId, Guid item, bool passed, string? paper, CancellationToken ct)
    {
        var outcome = await superior.RunAsync(new(item, passed, paper), User.ToActor(), ct);
        return outcome switch
        {
            RecordSuperiorDecisionOutcome.Recorded => Done(runId, texts["已记录上级党委（党组）的决定。"]),
            RecordSuperiorDecisionOutcome.NotFound => NotFound(),
            RecordSuperiorDecisionOutcome.PaperRequired or RecordSuperiorDecisionOutcome.NoSeatLeft or RecordSuperiorDecisionOutcome.NotReferable
                => await AgainAsync(runId, texts.Of(outcome), ct),
        };
    }

    public async Task<IActionResult> OnPostRuleAsync(Guid runId, Guid deviation, string? ruling, CancellationToken ct)
    {
        var outcome = await rule.RunAsync(new(deviation, ruling), User.ToActor(), ct);
        return outcome switch
        {
            RuleOnDeviationOutcome.Ruled => Done(runId, texts["处理意见已记录。"]),
            RuleOnDeviationOutcome.NotFound => NotFound(),
            RuleOnDeviationOutcome.AlreadyRuled or RuleOnDeviationOutcome.ReasonRequired => await AgainAsync(runId, texts.Of(outcome), ct),
        };
    }

    private RedirectToPageResult Done(Guid runId, string words)
    {
        TempData.Say(words);
        return RedirectToPage(new { runId });
    }

    private Task<IActionResult> AgainAsync(Guid runId, string words, CancellationToken ct)
    {
        ModelState.AddModelError("", words);
        return OnGetAsync(runId, ct);
    }
}
