using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M5: the answer to a score re-check; the score itself is never in the mail.</summary>
public sealed record ExamRecheckAnswered(bool Changed) : MailText
{
    public override MailEvent Event => MailEvent.M5OwnScore;

    public override Bilingual Subject => new("笔试成绩复核结果", "Result of your score re-check");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        Changed
            ? new("经复核，您的笔试成绩已更正，请登录查看。", "After the re-check your written exam result was corrected. Please sign in to read it.")
            : new("经复核，您的笔试成绩无误，请登录查看复核意见。", "The re-check found your written exam result to be right. Please sign in to read the finding."),
    ];
}
