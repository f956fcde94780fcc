using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M8: entered inspection or not.</summary>
public sealed record InspectionEntry(string Post, bool Entered) : MailText
{
    public override MailEvent Event => MailEvent.M8InspectionEntry;

    public override Bilingual Subject => new($"考察环节通知", $"Inspection");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"“{Post}”：您{(Entered ? "进入" : "未进入")}考察环节。", $"“{Post}”: you {(Entered ? "enter" : "do not enter")} the inspection stage."),
        new($"综合成绩是确定考察对象的重要参考，不是唯一依据。可登录查看本人成绩。", $"The total score is an important reference, not the only ground. You can sign in to see your own scores."),
    ];
}
