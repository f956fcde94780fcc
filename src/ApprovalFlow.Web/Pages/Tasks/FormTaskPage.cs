using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>
/// A task page whose answer is a form of its own. Its use case is asked by the page; refusals come back to the same page in
/// words, and nothing typed is lost.
/// </summary>
[Authorize]
public abstract class FormTaskPage(TaskKind kind, TaskHeaderQuery headers, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    protected TaskKind Kind => kind;

    protected Texts Texts => texts;

    protected Actor Actor => User.ToActor();

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(id, ct);

    /// <summary>Loads what the page shows; for whoever is barred from the task there is nothing.</summary>
    protected abstract Task LoadAsync(Guid id, CancellationToken ct);

    protected async Task<IActionResult> ShowAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, kind, Actor, ct) is not { } header) return NotFound();
        Header = header;
        await LoadAsync(id, ct);
        return Page();
    }

    protected Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        ModelState.AddModelError(field, words);
        return ShowAsync(id, ct);
    }

    protected IActionResult Done()
    {
        TempData.Say(texts["已办理：{0}", texts.Of(kind)]);
        return RedirectToPage("/Inbox/Index");
    }

    /// <summary>Back to the same task, where more is to be done.</summary>
    protected IActionResult GoOn(Guid id, string words)
    {
        TempData.Say(words);
        return RedirectToPage(new { id });
    }
}
