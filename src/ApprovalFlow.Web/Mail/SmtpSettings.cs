using MailKit.Security;

namespace ApprovalFlow.Web.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Plain at first, then TLS; refused when the server does not offer it. Usually port 587.</summary>
    StartTls = 1,

    /// <summary>TLS from the first byte. Usually port 465.</summary>
    Implicit = 2,

    /// <summary>No protection: only for a server on the same machine.</summary>
    None = 3,
}

/// <summary>The section "Smtp" of the configuration. Without a host, mails are written to files.</summary>
public sealed record SmtpSettings
{
    public string Host { get; init; } = "";
    public int Port { get; init; } = 587;
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;
    public string UserName { get; init; } = "";
    public string Password { get; init; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "";

    /// <summary>The certificate's SHA-256 as hex, for a server with a certificate of its own; empty trusts the machine's authorities.</summary>
    public string CertificateSha256 { get; init; } = "";

    /// <summary>Seconds that connecting, or any one answer, may take.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    internal SecureSocketOptions SocketOptions => Security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Implicit => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
    };
}
