using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M15: sign-in, access to materials, or a correction concerning the person.</summary>
public sealed record AccountChanged(Bilingual What) : MailText
{
    public override MailEvent Event => MailEvent.M15Account;

    public override Bilingual Subject => new($"账号与材料提醒", $"Your account and materials");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"{What.Zh}", $"{What.En}"),
        new($"如非本人操作，请立即联系系统管理员。", $"If this was not you, please tell the administrator at once."),
    ];
}
