using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M1: the form was received and frozen.</summary>
public sealed record Registered(string Post, string Number, DateOnly? MaterialsCloseOn, DateOnly? WithdrawalClosesOn) : MailText
{
    public override MailEvent Event => MailEvent.M1Registered;

    public override Bilingual Subject => new($"报名成功：{Post}", $"Registered: {Post}");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"您已成功报名“{Post}”，报名编号 {Number}。", $"You are registered for “{Post}”. Your number is {Number}."),
        new($"材料提交截止：{MailDate.Zh(MaterialsCloseOn)}；退出截止：{MailDate.Zh(WithdrawalClosesOn)}。均至当日24时。", $"Materials close: {MailDate.En(MaterialsCloseOn)}; withdrawal closes: {MailDate.En(WithdrawalClosesOn)}; both at the end of that day."),
    ];
}
