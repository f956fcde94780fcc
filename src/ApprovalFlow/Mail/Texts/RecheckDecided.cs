using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M2: the answer to a re-check.</summary>
public sealed record RecheckDecided(string Post, bool Passed, string Reason) : MailText
{
    public override MailEvent Event => MailEvent.M2Reviewed;

    public override Bilingual Subject => new($"资格复核结果", $"Result of your re-check");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"您报名“{Post}”的资格复核结果为：{(Passed ? "通过" : "维持原结果（未通过）")}。{Reason}", $"The re-check of your application for “{Post}”: {(Passed ? "passed" : "the result stands (not passed)")}. {Reason}"),
    ];
}
