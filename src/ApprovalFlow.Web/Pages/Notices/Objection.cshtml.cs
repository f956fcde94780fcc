using ApprovalFlow.Notices;
using ApprovalFlow.Objections;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Notices;

/// <summary>Anybody who can read a notice reports something about one person in it, by name or without.</summary>
[AllowAnonymous]
public sealed class ObjectionModel(NoticeQuery notices, LodgeObjection lodge, DeviceCounter device, Texts texts) : ReportForm
{
    public NoticeSheet Sheet { get; private set; } = null!;

    [BindProperty]
    public bool NoticeRead { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await ReadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (device.CountToday(Request) >= Objection.PerDeviceAndDay)
            return await AgainAsync(id, "", texts["这台设备今天已经提交 {0} 次，请明天再来，或者用来信、来电、来访的方式反映。", Objection.PerDeviceAndDay], ct);
        if (PersonId is not { } person) return await AgainAsync(id, nameof(PersonId), texts["请选择反映对象。"], ct);
        if (Named is not { } named) return await AgainAsync(id, nameof(Named), texts["请选择是否署名。"], ct);

        var (outcome, code) = await lodge.RunAsync(
            new(id, person, named, Name, Contact, TimeAndPlace, Facts, NoticeRead), User.ToActorOrNull(), ct);
        return outcome switch
        {
            LodgeObjectionOutcome.Received => Received(code),
            LodgeObjectionOutcome.NotFound => NotFound(),
            LodgeObjectionOutcome.PeriodOver => Over(),
            LodgeObjectionOutcome.NoticeNotRead => await AgainAsync(id, nameof(NoticeRead), texts["请先阅读公示内容，再勾选确认。"], ct),
            LodgeObjectionOutcome.FactsMissing => await AgainAsync(id, nameof(Facts), texts["请写明反映的事实。"], ct),
            LodgeObjectionOutcome.FactsTooLong => await AgainAsync(id, nameof(Facts), texts["反映的事实最多 {0} 字。", Objection.MaxFacts], ct),
            LodgeObjectionOutcome.NameMissing => await AgainAsync(id, nameof(Name), texts["署名反映请填写姓名和联系方式。"], ct),
        };
    }

    private RedirectToPageResult Received(string code)
    {
        device.CountOneMore(Request, Response);
        TempData.Say(texts["已收到您的反映。请记下查询码，以后凭它查询办理进度；查询码只显示给您。"]);
        return RedirectToPage("/Notices/ObjectionStatus", new { code });
    }

    /// <summary>The notice has just left the public pages, so there is nothing to show the form under.</summary>
    private RedirectToPageResult Over()
    {
        TempData.Say(texts["公示期已过，网上反映不再受理。公示期内寄出的信函，以邮戳日期为准仍然受理。"], TagHelpers.Tone.Wait);
        return RedirectToPage("/Notices/Index");
    }

    private async Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        ModelState.AddModelError(field, words);
        return Page();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken ct)
    {
        if (await notices.FindAsync(id, User.ToActorOrNull(), ct) is not { TakesReports: true } sheet) return false;
        (Sheet, People) = (sheet, sheet.People);
        return true;
    }
}
