using ApprovalFlow.Recusal;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>Somebody else decides whether a challenged person keeps away.</summary>
[Authorize]
public sealed class RecusalDecisionModel(
    TaskHeaderQuery headers, ChallengeSheetQuery challenges, DecideChallenge decide, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public ChallengeSheet Sheet { get; private set; } = null!;

    [BindProperty]
    public Verdict? Verdict { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    public DecideForm Form => new(texts["应当回避"], null, texts["不需要回避"], Verdict, Comment) { Hint = texts["无论是否回避，都请写明理由，双方都能看到。"] };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.RecusalDecision, User.ToActor(), ct) is not { } header) return NotFound();
        Header = header;
        Sheet = await challenges.ForAsync(header.SubjectId!.Value, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (Verdict is not (ApprovalFlow.Tasks.Verdict.Approve or ApprovalFlow.Tasks.Verdict.Reject))
            return await AgainAsync(id, nameof(Verdict), texts["请选择办理意见。"], ct);
        var outcome = await decide.RunAsync(new(id, Verdict == ApprovalFlow.Tasks.Verdict.Approve, Comment), User.ToActor(), ct);
        switch (outcome)
        {
            case DecideTaskOutcome.Recorded:
                TempData.Say(texts["已办理：{0}", texts.Of(TaskKind.RecusalDecision)]);
                return RedirectToPage("/Inbox/Index");
            case DecideTaskOutcome.NotFound or DecideTaskOutcome.NotYours:
                return NotFound();
            default:
                return await AgainAsync(id, outcome == DecideTaskOutcome.ReasonRequired ? nameof(Comment) : "", texts.Of(outcome), ct);
        }
    }

    private Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        ModelState.AddModelError(field, words);
        return OnGetAsync(id, ct);
    }
}
