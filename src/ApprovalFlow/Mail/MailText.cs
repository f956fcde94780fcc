using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail;

/// <summary>
/// What a mail says, in both languages. One record per event in <c>Mail/Texts</c>: its constructor parameters are the
/// only things that can appear in it, so no mail can carry an identity number, family data or others' scores.
/// </summary>
public abstract record MailText
{
    public abstract MailEvent Event { get; }

    /// <summary>Without the prefix 【竞争上岗】, which the outbox adds.</summary>
    public abstract Bilingual Subject { get; }

    /// <summary>Plain paragraphs; the outbox makes HTML and text of them.</summary>
    public abstract IReadOnlyList<Bilingual> Paragraphs { get; }

    /// <summary>Where the button leads, as a path in the site (sign-in required); null for no button.</summary>
    public virtual string? Path => "/me";

    /// <summary>What the button says.</summary>
    public virtual Bilingual PathLabel => new("登录查看", "Sign in to view");
}
