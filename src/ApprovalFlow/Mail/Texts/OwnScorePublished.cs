using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M5: an own score can be read after signing in; the score itself is never in the mail.</summary>
public sealed record OwnScorePublished(Bilingual Component, bool? Shortlisted, bool ScoreToldBefore = false) : MailText
{
    public override MailEvent Event => MailEvent.M5OwnScore;

    public override Bilingual Subject => ScoreToldBefore
        ? new($"{Component.Zh}入围结果", $"Shortlist after the {Component.En}")
        : new($"{Component.Zh}成绩已公布", $"Your {Component.En} result is published");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"您的{Component.Zh}成绩已公布，请登录查看。", $"Your {Component.En} result is published. Please sign in to read it."),
        new($"{(Shortlisted is null ? "对成绩有疑问的，可在规定时间内申请复核（仅核对计分与漏评）。" : Shortlisted.Value ? "您已入围下一环节。" : "您未入围下一环节。感谢参与。")}", $"{(Shortlisted is null ? "If in doubt you may ask for a re-check of arithmetic and completeness within the stated time." : Shortlisted.Value ? "You are admitted to the next stage." : "You are not admitted to the next stage. Thank you for taking part.")}"),
    ];
}
