using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M6: when and where the interview takes place.</summary>
public sealed record InterviewNotice(DateTimeOffset At, string Place) : MailText
{
    public override MailEvent Event => MailEvent.M6InterviewNotice;

    public override Bilingual Subject => new($"面试通知", $"Interview");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"面试时间：{MailDate.Zh(At)}；地点：{Place}。", $"The interview takes place on {MailDate.En(At)} at {Place}."),
        new($"当天现场抽签确定顺序。请提前30分钟到场，候考期间上交通信工具，不得向评委透露姓名。", $"The order is drawn by lot on the day. Please arrive 30 minutes early, hand in your phone while waiting, and do not tell the panel your name."),
    ];
}
