using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M2: qualification review passed.</summary>
public sealed record ReviewPassed(string Post) : MailText
{
    public override MailEvent Event => MailEvent.M2Reviewed;

    public override Bilingual Subject => new($"资格审查结果：通过", $"Qualification review: passed");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"您报名“{Post}”的资格审查结果为：通过。", $"Your qualification review for “{Post}” has been passed."),
        new($"后续安排将另行通知，也可随时登录查看进度。", $"You will be told of the next step; you can sign in at any time to see where you stand."),
    ];
}
