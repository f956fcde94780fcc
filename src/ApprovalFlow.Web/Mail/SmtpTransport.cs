using System.Net.Sockets;
using System.Security.Cryptography;
using ApprovalFlow.Mail;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using IMailTransport = ApprovalFlow.Mail.IMailTransport;

namespace ApprovalFlow.Web.Mail;

/// <summary>Hands mails to an SMTP server. What the server says decides whether another attempt makes sense.</summary>
public sealed class SmtpTransport(SmtpSettings settings) : IMailTransport
{
    public async Task<HandOverAnswer> HandOverAsync(MailMessage mail, CancellationToken ct)
    {
        using var client = new SmtpClient { Timeout = settings.TimeoutSeconds * 1000 };
        if (settings.CertificateSha256.Length > 0)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate is not null
                && string.Equals(certificate.GetCertHashString(HashAlgorithmName.SHA256), settings.CertificateSha256, StringComparison.OrdinalIgnoreCase);
        }

        try
        {
            var letter = Letter.Of(mail, settings.From);
            await client.ConnectAsync(settings.Host, settings.Port, settings.SocketOptions, ct);
            if (settings.UserName.Length > 0) await client.AuthenticateAsync(settings.UserName, settings.Password, ct);
            var answer = await client.SendAsync(letter, ct);
            await client.DisconnectAsync(quit: true, ct);
            return new(HandOver.Accepted, Short(answer));
        }
        catch (ParseException badAddress)
        {
            return new(HandOver.Refused, Short(badAddress.Message));
        }
        catch (SmtpCommandException refused)
        {
            // 5xx is for ever (RFC 5321 §4.2.1), except where it speaks of us and not of this mail.
            var forEver = (int)refused.StatusCode >= 500 && refused.ErrorCode != SmtpErrorCode.UnexpectedStatusCode;
            return new(forEver ? HandOver.Refused : HandOver.TryLater, Short($"{(int)refused.StatusCode} {refused.Message}"));
        }
        catch (Exception trouble) when (trouble is IOException or SocketException or ProtocolException or SslHandshakeException
            or AuthenticationException or NotSupportedException or TimeoutException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new(HandOver.TryLater, Short(trouble.Message));
        }
    }

    private static string Short(string words) => words.Length <= 1000 ? words : words[..1000];
}
