using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>
/// A task page whose answer is a form of its own: shows the header and what is needed to answer, says refusals in words at
/// the field, loses nothing that was typed. To whoever may not see the task it does not exist.
/// </summary>
[Authorize]
public abstract class TaskPage(TaskKind kind, TaskHeaderQuery headers) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public TaskHeader Header { get; private set; } = null!;

    /// <summary>Loads what the reader needs to answer; <see cref="Header"/> is set.</summary>
    protected abstract Task LoadAsync(CancellationToken ct);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await headers.ForAsync(Id, kind, User.ToActor(), ct) is not { } header) return NotFound();
        Header = header;
        await LoadAsync(ct);
        return Page();
    }

    protected IActionResult Done(string words)
    {
        TempData.Say(words);
        return RedirectToPage("/Inbox/Index");
    }

    /// <summary>Back to the same page, for a step after which the task stays open.</summary>
    protected IActionResult Stay(string words)
    {
        TempData.Say(words);
        return RedirectToPage(new { Id });
    }

    protected Task<IActionResult> AgainAsync(string field, string words, CancellationToken ct)
    {
        ModelState.AddModelError(field, words);
        return OnGetAsync(ct);
    }
}
