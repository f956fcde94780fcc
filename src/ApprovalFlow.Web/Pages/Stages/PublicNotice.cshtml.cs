using ApprovalFlow.Stages.PublicNotice;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>The pre-appointment notice stage for those who watch it; the organiser corrects a notice here.</summary>
[Authorize]
public sealed class PublicNoticeModel(PublicNoticeBoardQuery boards, CorrectNotice correct, Texts texts) : PageModel
{
    public PublicNoticeBoard Board { get; private set; } = null!;

    [BindProperty]
    public Guid NoticeId { get; set; }

    [BindProperty]
    public Dictionary<Guid, string?> Lines { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The notice whose correction was refused; null when none was.</summary>
    public Guid? Correcting { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (await boards.ForAsync(runId, User.ToActor(), ct) is not { } board) return NotFound();
        Board = board;
        return Page();
    }

    public async Task<IActionResult> OnPostCorrectAsync(Guid runId, CancellationToken ct)
    {
        var outcome = await correct.RunAsync(new(NoticeId, Lines, Reason), User.ToActor(), ct);
        return outcome switch
        {
            CorrectNoticeOutcome.Corrected => Done(runId),
            CorrectNoticeOutcome.NotFound => NotFound(),
            CorrectNoticeOutcome.NotInForce => await AgainAsync(runId, "", texts["公示已经期满或者已被更正，不能再更正。"], ct),
            CorrectNoticeOutcome.TextMissing => await AgainAsync(runId, "", texts["每个人的公示内容都要填写，每人不超过 {0} 字。", CorrectNotice.MaxLine], ct),
            CorrectNoticeOutcome.ReasonRequired => await AgainAsync(runId, nameof(Reason), texts["请写明更正的原因。"], ct),
            CorrectNoticeOutcome.NothingChanged => await AgainAsync(runId, "", texts["内容没有变化，不需要更正。"], ct),
        };
    }

    private RedirectToPageResult Done(Guid runId)
    {
        TempData.Say(texts["已更正并重新公示，期限重新计算，已通知被公示的人。"]);
        return RedirectToPage(new { runId });
    }

    private Task<IActionResult> AgainAsync(Guid runId, string field, string words, CancellationToken ct)
    {
        Correcting = NoticeId;
        ModelState.AddModelError(field, words);
        return OnGetAsync(runId, ct);
    }
}
