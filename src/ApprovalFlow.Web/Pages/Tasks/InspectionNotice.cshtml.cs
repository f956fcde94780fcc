using ApprovalFlow.Stages.Inspection;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The organiser fixes when the inspection takes place and publishes its notice.</summary>
[Authorize]
public sealed class InspectionNoticeModel(
    TaskHeaderQuery headers, InspectionNoticeSheet sheets, PublishInspectionNotice publish, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    /// <summary>Null once the notice is out.</summary>
    public InspectionNoticeDraft? Draft { get; private set; }

    [BindProperty]
    public string? Purpose { get; set; }

    [BindProperty]
    public DateOnly? BeginsOn { get; set; }

    [BindProperty]
    public DateOnly? EndsOn { get; set; }

    [BindProperty]
    public string? SupervisionPhone { get; set; }

    [BindProperty]
    public Dictionary<Guid, string> Phones { get; set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        if (Draft is null) return Page();
        (BeginsOn, EndsOn, SupervisionPhone) = (Draft.SuggestedBegin, Draft.SuggestedEnd, Draft.SupervisionPhone);
        Purpose = texts["对竞争上岗考察对象的德、能、勤、绩、廉进行全面考察。"];
        Phones = Draft.Team.ToDictionary(m => m.PersonId, m => m.Phone);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (BeginsOn is not { } begins || EndsOn is not { } ends)
            return await AgainAsync(id, BeginsOn is null ? nameof(BeginsOn) : nameof(EndsOn), texts["请填写考察起止日期。"], ct);

        var outcome = await publish.RunAsync(new(id, Purpose ?? "", begins, ends, Phones, SupervisionPhone ?? ""), User.ToActor(), ct);
        return outcome switch
        {
            PublishInspectionNoticeOutcome.Published => Done(),
            PublishInspectionNoticeOutcome.NotFound => NotFound(),
            PublishInspectionNoticeOutcome.AlreadyPublished => await AgainAsync(id, "", texts["考察预告已经发布。"], ct),
            PublishInspectionNoticeOutcome.NobodyToInspect => await AgainAsync(id, "", texts["现在没有考察对象。"], ct),
            PublishInspectionNoticeOutcome.PurposeRequired => await AgainAsync(id, nameof(Purpose), texts["请写明考察任务。"], ct),
            PublishInspectionNoticeOutcome.PhoneRequired => await AgainAsync(id, nameof(Phones), texts["请填写每名成员的电话和监督电话。"], ct),
            PublishInspectionNoticeOutcome.EndsBeforeItBegins => await AgainAsync(id, nameof(EndsOn), texts["结束日期不能早于开始日期。"], ct),
            PublishInspectionNoticeOutcome.TooSoon => await AgainAsync(id, nameof(BeginsOn), texts["预告须提前规定的工作日发布，开始日期太早。"], ct),
            PublishInspectionNoticeOutcome.TeamTooSmall => await AgainAsync(id, "", texts["回避后，有的考察对象考察组人数不足，请先补充成员。"], ct),
        };
    }

    private RedirectToPageResult Done()
    {
        TempData.Say(texts["考察预告已发布，已通知考察对象。"]);
        return RedirectToPage("/Inbox/Index");
    }

    private async Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        ModelState.AddModelError(field, words);
        return Page();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.InspectionNotice, User.ToActor(), ct) is not { } header) return false;
        Header = header;
        Draft = header.MayAct ? await sheets.ForAsync(id, User.ToActor(), ct) : null;
        return true;
    }
}
