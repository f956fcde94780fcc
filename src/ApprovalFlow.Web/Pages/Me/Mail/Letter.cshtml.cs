using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Pages.Me.Mail;

/// <summary>One of the own mails; opening it counts as read.</summary>
[Authorize]
public sealed class LetterModel(ReadOwnMail read, ApprovalDb db) : PageModel
{
    public OwnMail Letter { get; private set; } = null!;

    /// <summary>Staff get mails about competitions too; only a candidate has an own case to look at.</summary>
    public bool IsCandidate { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var actor = User.ToActor();
        if (await read.RunAsync(id, actor, ct) is not { } letter) return NotFound();
        Letter = letter;
        IsCandidate = await db.Set<Application>().AnyAsync(a => a.CompetitionId == letter.CompetitionId && a.PersonId == actor.PersonId, ct);
        return Page();
    }
}
