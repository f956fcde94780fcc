using ApprovalFlow.Meetings;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>Chair or recorder reads the frozen minutes and signs them.</summary>
[Authorize]
public sealed class SignMinutesModel(TaskHeaderQuery headers, MeetingSheetQuery meetings, SignMinutes sign, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public MeetingSheet Meeting { get; private set; } = null!;

    [BindProperty]
    public string HashSeen { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.SignMinutes, User.ToActor(), ct) is not { } header) return NotFound();
        if (await meetings.ForAsync(id, User.ToActor(), ct) is not { } meeting) return NotFound();
        (Header, Meeting) = (header, meeting);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var outcome = await sign.RunAsync(new(id, HashSeen), User.ToActor(), ct);
        return outcome switch
        {
            SignMinutesOutcome.Recorded => Done(),
            SignMinutesOutcome.NotFound => NotFound(),
            SignMinutesOutcome.NotClosed => await AgainAsync(id, texts["会议尚未结束。"], ct),
            SignMinutesOutcome.AlreadySigned => await AgainAsync(id, texts["您已经签过字。"], ct),
            SignMinutesOutcome.TextChanged => await AgainAsync(id, texts["文本已修改，请重新阅读后再签字。"], ct),
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
