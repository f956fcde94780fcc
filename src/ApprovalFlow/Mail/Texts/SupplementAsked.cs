using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M2: the reviewer needs something more.</summary>
public sealed record SupplementAsked(string Post, string Items, DateTimeOffset Until) : MailText
{
    public override MailEvent Event => MailEvent.M2Reviewed;

    public override Bilingual Subject => new($"资格审查：请补充材料", $"Qualification review: please supply more");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"您报名“{Post}”的材料需要补充：{Items}", $"Your application for “{Post}” needs the following: {Items}"),
        new($"请于{MailDate.Zh(Until)}前登录补充，逾期按现有材料审查。", $"Please sign in and supply it by {MailDate.En(Until)}; after that the review goes on with what is there."),
    ];
}
