using ApprovalFlow.Stages.WrittenExam;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Me;

/// <summary>A candidate asks for the own written mark to be checked again.</summary>
[Authorize]
public sealed class ExamRecheckModel(AskExamRecheck ask, OwnExamQuery exams, Texts texts) : PageModel
{
    [BindProperty]
    public string? Ground { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct) =>
        await exams.FindAsync(runId, User.ToActor(), ct) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(Guid runId, CancellationToken ct)
    {
        var outcome = await ask.RunAsync(new(runId, Ground), User.ToActor(), ct);
        switch (outcome)
        {
            case AskExamRecheckOutcome.Asked:
                TempData.Say(texts.Of(outcome));
                return LocalRedirect("/me");
            case AskExamRecheckOutcome.NotFound:
                return NotFound();
            default:
                ModelState.AddModelError(outcome == AskExamRecheckOutcome.GroundRequired ? nameof(Ground) : "", texts.Of(outcome));
                return Page();
        }
    }
}
