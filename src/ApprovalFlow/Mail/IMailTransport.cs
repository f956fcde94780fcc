namespace ApprovalFlow.Mail;

/// <summary>How an attempt to hand a mail over ended.</summary>
public enum HandOver
{
    /// <summary>The server took responsibility.</summary>
    Accepted = 1,

    /// <summary>Not now: no connection, time-out, a 4xx answer. Trying again makes sense.</summary>
    TryLater = 2,

    /// <summary>Never: a 5xx answer, an address that cannot be. Trying again does not help.</summary>
    Refused = 3,
}

/// <summary>What the transport answered, in the server's own words.</summary>
public sealed record HandOverAnswer(HandOver Result, string Words);

/// <summary>Hands one mail to the outside world. A process boundary, hence an interface. Never throws for what a server may answer.</summary>
public interface IMailTransport
{
    Task<HandOverAnswer> HandOverAsync(MailMessage mail, CancellationToken ct);
}
