using ApprovalFlow.Competitions;
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

/// <summary>A candidate whose post was cancelled chooses another one.</summary>
[Authorize]
public sealed class RechoosePostModel(TaskHeaderQuery headers, RechoosePost rechoose, ApprovalDb db, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public IReadOnlyList<Post> Posts { get; private set; } = [];

    [BindProperty]
    public Guid? PostId { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.RechoosePost, User.ToActor(), ct) is not { } header) return NotFound();
        Header = header;
        Posts = await db.Set<Post>().AsNoTracking()
            .Where(p => p.CompetitionId == header.CompetitionId && p.State == PostState.Open).OrderBy(p => p.Seq).ToListAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (PostId is not { } post) return await AgainAsync(id, texts["请选择一个职位。"], ct);
        var outcome = await rechoose.RunAsync(new(id, post), User.ToActor(), ct);
        switch (outcome)
        {
            case RechoosePostOutcome.Chosen:
                TempData.Say(texts.Of(outcome));
                return RedirectToPage("/Me/Index");
            case RechoosePostOutcome.NotFound:
                return NotFound();
            default:
                return await AgainAsync(id, texts.Of(outcome), ct);
        }
    }

    private Task<IActionResult> AgainAsync(Guid id, string words, CancellationToken ct)
    {
        ModelState.AddModelError(nameof(PostId), words);
        return OnGetAsync(id, ct);
    }
}
