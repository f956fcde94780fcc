using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M13: probation ends soon; a report is needed.</summary>
public sealed record ProbationReminder(DateOnly EndsOn, DateOnly ReportByOn) : MailText
{
    public override MailEvent Event => MailEvent.M13ProbationReminder;

    public override Bilingual Subject => new($"试用期将届满", $"Your probation ends soon");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"您的试用期将于{MailDate.Zh(EndsOn)}届满，请于{MailDate.Zh(ReportByOn)}前登录提交述职报告。", $"Your probation ends on {MailDate.En(EndsOn)}. Please sign in and hand in your report by {MailDate.En(ReportByOn)}."),
    ];
}
