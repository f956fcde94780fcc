using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M12: when the appointment talk takes place.</summary>
public sealed record TalkScheduled(DateTimeOffset At, string Place) : MailText
{
    public override MailEvent Event => MailEvent.M12Appointment;

    public override Bilingual Subject => new($"任职谈话通知", $"Appointment talk");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"任职谈话时间：{MailDate.Zh(At)}；地点：{Place}。", $"Your appointment talk takes place on {MailDate.En(At)} at {Place}."),
    ];
}
