using ApprovalFlow.Stages.Announcement;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The organiser reads the generated announcement and publishes it.</summary>
public sealed class PublishAnnouncementModel(AnnouncementSheet sheets, PublishAnnouncement publish, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string HashSeen { get; set; } = "";

    [BindProperty]
    public string? Reason { get; set; }

    public AnnouncementDraft Draft { get; private set; } = null!;

    public bool Open => Draft.Task.State == TaskState.Open;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await publish.RunAsync(new(Id, HashSeen, Reason), User.ToActor(), ct);
        return outcome switch
        {
            PublishAnnouncementOutcome.Published => Done(),
            PublishAnnouncementOutcome.NotFound => NotFound(),
            PublishAnnouncementOutcome.AlreadyPublished => await RefusedAsync("", texts["公告已经发布。"], ct),
            PublishAnnouncementOutcome.NotRunning => await RefusedAsync("", texts["竞争上岗已暂停或结束，现在不能发布。"], ct),
            PublishAnnouncementOutcome.TextChanged => await RefusedAsync("", texts["公告文本与您看到的不一致，请重新核对后再发布。"], ct),
            PublishAnnouncementOutcome.LateNeedsReason => await RefusedAsync(
                nameof(Reason), texts["距报名开始的工作日少于程序要求，请写明理由后发布。"], ct),
        };
    }

    private RedirectResult Done()
    {
        TempData.Say(texts["公告已发布，文本已固定。"]);
        return Redirect("/inbox");
    }

    private async Task<IActionResult> RefusedAsync(string field, string text, CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        ModelState.AddModelError(field, text);
        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await sheets.ForAsync(Id, User.ToActor(), ct) is not { } draft) return false;
        Draft = draft;
        return true;
    }
}
