using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>A candidate supplies what the reviewer asked for.</summary>
[Authorize]
public sealed class SupplementModel(TaskHeaderQuery headers, OwnReviewQuery reviews, GiveSupplement give, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public string Asked { get; private set; } = "";

    [BindProperty]
    public string? Answer { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.Supplement, User.ToActor(), ct) is not { } header) return NotFound();
        Header = header;
        Asked = (await reviews.ForAsync(header.SubjectId!.Value, header.StageRunId!.Value, User.ToActor(), ct))?.SupplementAsked ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var outcome = await give.RunAsync(new(id, Answer), User.ToActor(), ct);
        switch (outcome)
        {
            case DecideTaskOutcome.Recorded:
                TempData.Say(texts["补充材料已提交，审查继续进行。"]);
                return RedirectToPage("/Inbox/Index");
            case DecideTaskOutcome.NotFound or DecideTaskOutcome.NotYours:
                return NotFound();
            default:
                ModelState.AddModelError(
                    nameof(Answer), outcome == DecideTaskOutcome.ReasonRequired ? texts["请写明补充的内容。"] : texts.Of(outcome));
                return await OnGetAsync(id, ct);
        }
    }
}
