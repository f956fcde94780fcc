using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M10: only to the person concerned: the pre-appointment notice is running.</summary>
public sealed record NoticeStarted(DateOnly StartsOn, DateOnly EndsOn, int WorkingDays) : MailText
{
    public override MailEvent Event => MailEvent.M10NoticeStarted;

    public override Bilingual Subject => new($"您已进入任前公示", $"Your pre-appointment notice");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"您已进入任前公示，期限：{MailDate.Zh(StartsOn)}至{MailDate.Zh(EndsOn)}，共{WorkingDays}个工作日（不含发布当日）。", $"Your pre-appointment notice runs from {MailDate.En(StartsOn)} to {MailDate.En(EndsOn)}: {WorkingDays} working days, the day of publication not counted."),
        new($"请登录核对公示内容，如有差错请立即联系组织人事部门。", $"Please sign in and check the text; if anything is wrong, tell the personnel office at once."),
    ];
}
