using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M3: too few applicants for a post, and what happens.</summary>
public sealed record RatioNotMet(string Post, int Ratio, Bilingual Measure, DateTimeOffset? RechooseUntil) : MailText
{
    public override MailEvent Event => MailEvent.M3RatioNotMet;

    public override Bilingual Subject => new($"报名人数未达比例：{Post}", $"Too few applicants: {Post}");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"“{Post}”因报名人数未达{Ratio}:1，处理为：{Measure.Zh}。", $"“{Post}” did not reach {Ratio} applicants per post. Decision: {Measure.En}."),
        new($"{(RechooseUntil is null ? "如有疑问，请联系组织人事部门。" : $"可改报一次，截止{MailDate.Zh(RechooseUntil.Value)}。")}", $"{(RechooseUntil is null ? "Please ask the personnel office if you have questions." : $"You may choose another post once, until {MailDate.En(RechooseUntil.Value)}.")}"),
    ];
}
