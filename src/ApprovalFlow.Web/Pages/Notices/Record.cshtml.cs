using ApprovalFlow.Objections;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Notices;

/// <summary>The organiser or the discipline office puts on record what came by letter, telephone, visit or e-mail.</summary>
[Authorize]
public sealed class RecordModel(ObjectionQuery objections, RecordObjection record, Texts texts) : ReportForm
{
    public NoticeToRecordUnder Notice { get; private set; } = null!;

    [BindProperty]
    public ObjectionChannel? Channel { get; set; }

    [BindProperty]
    public DateOnly? CameOn { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await ReadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (PersonId is not { } person) return await AgainAsync(id, nameof(PersonId), texts["请选择反映对象。"], ct);
        if (Named is not { } named) return await AgainAsync(id, nameof(Named), texts["请选择是否署名。"], ct);

        var (outcome, code) = await record.RunAsync(
            new(id, person, Channel, CameOn, named, Name, Contact, TimeAndPlace, Facts), User.ToActor(), ct);
        return outcome switch
        {
            RecordObjectionOutcome.Received => Received(code),
            RecordObjectionOutcome.NotFound => NotFound(),
            RecordObjectionOutcome.ChannelMissing => await AgainAsync(id, nameof(Channel), texts["请选择反映方式。"], ct),
            RecordObjectionOutcome.DayMissing => await AgainAsync(id, nameof(CameOn), texts["请填写日期。"], ct),
            RecordObjectionOutcome.InTheFuture => await AgainAsync(id, nameof(CameOn), texts["日期不能晚于今天。"], ct),
            RecordObjectionOutcome.BeforeNotice => await AgainAsync(id, nameof(CameOn), texts["日期早于公示发布，请按信访举报另行办理。"], ct),
            RecordObjectionOutcome.PeriodOver => await AgainAsync(id, nameof(CameOn), texts["日期晚于公示期最后一天，请按信访举报另行办理。"], ct),
            RecordObjectionOutcome.FactsMissing => await AgainAsync(id, nameof(Facts), texts["请写明反映的事实。"], ct),
            RecordObjectionOutcome.FactsTooLong => await AgainAsync(id, nameof(Facts), texts["反映的事实最多 {0} 字。", Objection.MaxFacts], ct),
            RecordObjectionOutcome.NameMissing => await AgainAsync(id, nameof(Name), texts["署名反映请填写姓名和联系方式。"], ct),
        };
    }

    private RedirectToPageResult Received(string code)
    {
        TempData.Say(texts["已登记。请把查询码告知反映人。"]);
        return RedirectToPage("/Notices/ObjectionStatus", new { code });
    }

    private async Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        ModelState.AddModelError(field, words);
        return Page();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken ct)
    {
        if (await objections.ForRecordingAsync(id, User.ToActor(), ct) is not { } notice) return false;
        (Notice, People) = (notice, notice.People);
        return true;
    }
}
