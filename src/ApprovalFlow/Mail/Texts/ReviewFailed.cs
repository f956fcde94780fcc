using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M2: qualification review not passed; the reason is always given.</summary>
public sealed record ReviewFailed(string Post, string Reason, DateTimeOffset RecheckUntil) : MailText
{
    public override MailEvent Event => MailEvent.M2Reviewed;

    public override Bilingual Subject => new($"资格审查结果：未通过", $"Qualification review: not passed");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"您报名“{Post}”的资格审查结果为：未通过。理由：{Reason}", $"Your qualification review for “{Post}” was not passed. Reason: {Reason}"),
        new($"如有异议，请于{MailDate.Zh(RecheckUntil)}前登录提出复核，由其他人员办理。", $"If you disagree, sign in and ask for a re-check by {MailDate.En(RecheckUntil)}; somebody else will handle it."),
    ];
}
