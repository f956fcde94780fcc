using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M14: postponed, cancelled, changed or published anew, with the reason.</summary>
public sealed record Changed(Bilingual What, string Reason) : MailText
{
    public override MailEvent Event => MailEvent.M14Changed;

    public override Bilingual Subject => new($"变更通知", $"A change");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"{What.Zh}。原因：{Reason}", $"{What.En}. Reason: {Reason}"),
    ];
}
