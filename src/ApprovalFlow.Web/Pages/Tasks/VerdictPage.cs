using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>
/// A task page whose answer is a verdict and a comment. What it shows besides is loaded by the page; refusals are said in
/// words and nothing typed is lost.
/// </summary>
[Authorize]
public abstract class VerdictPage(TaskKind kind, TaskHeaderQuery headers, DecideTask decide, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    [BindProperty]
    public Verdict? Verdict { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    /// <summary>Loads what the reader needs to decide; <see cref="Header"/> is set.</summary>
    protected virtual Task LoadAsync(CancellationToken ct) => Task.CompletedTask;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, kind, User.ToActor(), ct) is not { } header) return NotFound();
        Header = header;
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, kind, User.ToActor(), ct) is null) return NotFound();
        if (Verdict is not { } verdict || !Enum.IsDefined(verdict)) return await AgainAsync(id, nameof(Verdict), texts["请选择办理意见。"], ct);

        var outcome = await decide.RunAsync(new(id, verdict, Comment), User.ToActor(), ct);
        switch (outcome)
        {
            case DecideTaskOutcome.Recorded:
                TempData.Say(texts["已办理：{0}", texts.Of(kind)]);
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
