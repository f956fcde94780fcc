using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The leading group decides whether one named person may register after the close.</summary>
[Authorize]
public sealed class LateRegistrationModel(TaskHeaderQuery headers, DecideLateRegistration decide, ApprovalDb db, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public LateRegistration Late { get; private set; } = null!;

    [BindProperty]
    public Verdict? Verdict { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    public DecideForm Form => new(texts["准予补报"], null, texts["不准予补报"], Verdict, Comment);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.LateRegistration, User.ToActor(), ct) is not { } header) return NotFound();
        Header = header;
        Late = await db.Set<LateRegistration>().AsNoTracking().SingleAsync(l => l.Id == header.SubjectId, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (Verdict is not (ApprovalFlow.Tasks.Verdict.Approve or ApprovalFlow.Tasks.Verdict.Reject))
            return await AgainAsync(id, nameof(Verdict), texts["请选择办理意见。"], ct);
        var outcome = await decide.RunAsync(new(id, Verdict.Value, Comment), User.ToActor(), ct);
        switch (outcome)
        {
            case DecideTaskOutcome.Recorded:
                TempData.Say(texts["已办理：{0}", texts.Of(TaskKind.LateRegistration)]);
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
