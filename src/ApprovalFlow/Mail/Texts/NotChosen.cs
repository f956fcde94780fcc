using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M11: the result for somebody not chosen, and where to turn.</summary>
public sealed record NotChosen(string Post, Bilingual Result, string Channel) : MailText
{
    public override MailEvent Event => MailEvent.M11NotChosen;

    public override Bilingual Subject => new($"竞争上岗结果", $"Result of the competition");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"感谢您参与“{Post}”竞争上岗。结果：{Result.Zh}。", $"Thank you for competing for “{Post}”. Result: {Result.En}."),
        new($"查询和申诉渠道：{Channel}", $"Questions and complaints: {Channel}"),
    ];
}
