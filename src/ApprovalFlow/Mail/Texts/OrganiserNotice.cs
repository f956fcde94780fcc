using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>Organiser: something happened that may need attention.</summary>
public sealed record OrganiserNotice(Bilingual What, string Detail, string Where) : MailText
{
    public override MailEvent Event => MailEvent.OrganiserNotice;

    public override Bilingual Subject => new($"{What.Zh}", $"{What.En}");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"{What.Zh}。{Detail}", $"{What.En}. {Detail}"),
    ];

    public override string? Path => Where;
}
