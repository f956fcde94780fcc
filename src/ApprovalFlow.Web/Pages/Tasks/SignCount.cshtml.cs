using ApprovalFlow.Meetings;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>Scrutineer or teller signs the count sheet of one item.</summary>
[Authorize]
public sealed class SignCountModel(TaskHeaderQuery headers, MeetingSheetQuery meetings, SignCount sign, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public MeetingSheet Meeting { get; private set; } = null!;

    public ItemLine Item { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.SignCount, User.ToActor(), ct) is not { } header) return NotFound();
        if (await meetings.ForAsync(id, User.ToActor(), ct) is not { } meeting) return NotFound();
        (Header, Meeting, Item) = (header, meeting, meeting.Items.Single(i => i.Id == header.SubjectId));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var outcome = await sign.RunAsync(new(id), User.ToActor(), ct);
        return outcome switch
        {
            SignCountOutcome.Recorded => Done(),
            SignCountOutcome.NotFound => NotFound(),
            SignCountOutcome.NothingToSign => await AgainAsync(id, texts["这项表决没有待签字的计票单。"], ct),
            SignCountOutcome.AlreadySigned => await AgainAsync(id, texts["您已经签过字。"], ct),
            SignCountOutcome.SamePerson => await AgainAsync(id, texts["两个签字必须由两个人作出。"], ct),
        };
    }

    private RedirectToPageResult Done()
    {
        TempData.Say(texts["已签字。"]);
        return RedirectToPage("/Inbox/Index");
    }

    private Task<IActionResult> AgainAsync(Guid id, string words, CancellationToken ct)
    {
        ModelState.AddModelError("", words);
        return OnGetAsync(id, ct);
    }
}
