using ApprovalFlow.Mail;
using MimeKit;

namespace ApprovalFlow.Web.Mail;

/// <summary>An outbox row as it goes over the wire: HTML with its text alternative, and a Message-ID that never changes.</summary>
internal static class Letter
{
    public const string SenderName = "竞争上岗审批 ApprovalFlow";

    /// <summary>Throws <see cref="ParseException"/> for an address that cannot be.</summary>
    public static MimeMessage Of(MailMessage mail, string from)
    {
        var letter = new MimeMessage
        {
            MessageId = mail.MessageId,
            Subject = mail.Subject,
            Date = mail.CreatedAt,
            Body = new BodyBuilder { HtmlBody = mail.Html, TextBody = mail.Text }.ToMessageBody(),
        };
        letter.From.Add(new MailboxAddress(SenderName, from));
        var to = MailboxAddress.Parse(mail.ToAddress);
        to.Name = mail.ToName;
        letter.To.Add(to);
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        return letter;
    }
}
