using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>M15: the link with which the owner of the mailbox sets a new password.</summary>
public sealed record PasswordReset(string Link) : MailText
{
    public override MailEvent Event => MailEvent.M15Account;

    public override Bilingual Subject => new("重设密码", "Set a new password");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new("有人为您的账号申请重设密码。链接两小时内有效，只能用一次。",
            "Somebody asked for a new password for your account. The link works once, within two hours."),
        new("如非本人操作，不必理会本邮件，您的密码不会改变。", "If this was not you, ignore this mail; your password stays as it is."),
    ];

    public override string? Path => Link;

    public override Bilingual PathLabel => new("设置新密码", "Set a new password");
}
