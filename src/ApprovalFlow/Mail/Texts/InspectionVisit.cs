using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M9: when the inspection team comes.</summary>
public sealed record InspectionVisit(DateOnly FromOn, DateOnly ToOn) : MailText
{
    public override MailEvent Event => MailEvent.M9Inspection;

    public override Bilingual Subject => new($"考察安排", $"Inspection schedule");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"考察组将于{MailDate.Zh(FromOn)}至{MailDate.Zh(ToOn)}开展考察，请准备个人总结和有关证明材料。", $"The inspection team works from {MailDate.En(FromOn)} to {MailDate.En(ToOn)}. Please prepare your own summary and supporting documents."),
    ];
}
