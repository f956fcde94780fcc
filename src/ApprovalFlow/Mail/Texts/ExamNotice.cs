using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M4: when and where the written exam takes place.</summary>
public sealed record ExamNotice(DateTimeOffset At, string Place) : MailText
{
    public override MailEvent Event => MailEvent.M4ExamNotice;

    public override Bilingual Subject => new($"笔试通知", $"Written exam");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"笔试时间：{MailDate.Zh(At)}；地点：{Place}。请携带本人工作证或身份证。", $"The written exam takes place on {MailDate.En(At)} at {Place}. Bring your staff card or identity card."),
        new($"请提前30分钟到场，遵守考场纪律。", $"Please arrive 30 minutes early and keep the rules of the exam room."),
    ];
}
