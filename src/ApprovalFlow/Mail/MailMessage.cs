using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Mail;

/// <summary>The events of DOMAIN §12.5 that a candidate is told of by mail, and the mails to staff. Stored; never renumber.</summary>
public enum MailEvent
{
    M1Registered = 1,
    M2Reviewed = 2,
    M3RatioNotMet = 3,
    M4ExamNotice = 4,
    M5OwnScore = 5,
    M6InterviewNotice = 6,
    M7Evaluation = 7,
    M8InspectionEntry = 8,
    M9Inspection = 9,
    M10NoticeStarted = 10,
    M11NotChosen = 11,
    M12Appointment = 12,
    M13ProbationReminder = 13,
    M14Changed = 14,
    M15Account = 15,

    /// <summary>Staff: a task was assigned.</summary>
    TaskAssigned = 50,

    /// <summary>Staff: a task is due soon.</summary>
    TaskReminder = 51,

    /// <summary>Organiser: a task is overdue, a post stands below the ratio, a stage closed.</summary>
    OrganiserNotice = 52,
}

/// <summary>Stored; never renumber.</summary>
public enum MailState
{
    Pending = 1,

    /// <summary>The server accepted it.</summary>
    Sent = 2,

    /// <summary>Given up after the last attempt; an operator may resend it. It never moves or blocks a stage.</summary>
    Dead = 3,
}

/// <summary>
/// One mail to one person about one event in one round: the intent, written in the same commit as the fact, and the ledger
/// of its delivery. (Key, PersonId, Round) is unique, so nothing is told twice.
/// </summary>
public sealed class MailMessage
{
    private MailMessage() { }

    public Guid Id { get; private set; }
    public MailEvent Event { get; private set; }

    /// <summary>The event and what it is about, e.g. "M1Registered:{applicationId}".</summary>
    public string Key { get; private set; } = "";

    public int Round { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid? CompetitionId { get; private set; }
    public Guid? ApplicationId { get; private set; }

    public string Language { get; private set; } = "";
    public string ToAddress { get; private set; } = "";
    public string ToName { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public string Html { get; private set; } = "";
    public string Text { get; private set; } = "";

    /// <summary>SHA-256 of subject, html and text as approved templates gave them; stored with the send log.</summary>
    public string ContentHash { get; private set; } = "";

    public MailState State { get; private set; }
    public int Attempts { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset NextAttemptAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>The Message-ID header, fixed at creation: a repeated attempt is recognisable as the same mail.</summary>
    public string MessageId { get; private set; } = "";

    /// <summary>What the mail server said last.</summary>
    public string LastAnswer { get; private set; } = "";

    /// <summary>When the recipient opened it in the site; null until then.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    public int Revision { get; private set; }

    internal static MailMessage Of(
        MailEvent @event, string key, int round, Guid personId, Guid? competitionId, Guid? applicationId,
        string language, string toAddress, string toName, string subject, string html, string text, string contentHash, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id, Event = @event, Key = key, Round = round, PersonId = personId, CompetitionId = competitionId,
            ApplicationId = applicationId, Language = language, ToAddress = toAddress, ToName = toName, Subject = subject,
            Html = html, Text = text, ContentHash = contentHash, State = MailState.Pending, CreatedAt = now, NextAttemptAt = now,
            MessageId = $"{id:n}@approvalflow", Revision = 1,
        };
    }

    public void WasAccepted(string answer, DateTimeOffset now)
    {
        (State, SentAt, LastAnswer) = (MailState.Sent, now, answer);
        Attempts++;
        Revision++;
    }

    /// <summary>One node is handing it over; no other tries before this instant.</summary>
    public void LeaseUntil(DateTimeOffset until)
    {
        NextAttemptAt = until;
        Revision++;
    }

    /// <summary>Another attempt after <paramref name="wait"/>, or dead when null.</summary>
    public void Failed(string answer, TimeSpan? wait, DateTimeOffset now)
    {
        Attempts++;
        LastAnswer = answer;
        if (wait is { } pause) NextAttemptAt = now + pause;
        else State = MailState.Dead;
        Revision++;
    }

    /// <summary>An operator asks for another series of attempts.</summary>
    public bool Resend(DateTimeOffset now)
    {
        if (State == MailState.Pending) return false;
        (State, Attempts, NextAttemptAt) = (MailState.Pending, 0, now);
        Revision++;
        return true;
    }
}

internal sealed class MailMessageMapping : IEntityTypeConfiguration<MailMessage>
{
    public void Configure(EntityTypeBuilder<MailMessage> mail)
    {
        mail.ToTable("MailMessages");
        mail.HasKey(m => m.Id);
        mail.Property(m => m.Id).ValueGeneratedNever();
        mail.Property(m => m.Key).HasMaxLength(200);
        mail.Property(m => m.Language).HasMaxLength(10);
        mail.Property(m => m.ToAddress).HasMaxLength(200);
        mail.Property(m => m.ToName).HasMaxLength(100);
        mail.Property(m => m.Subject).HasMaxLength(300);
        mail.Property(m => m.ContentHash).HasMaxLength(64);
        mail.Property(m => m.MessageId).HasMaxLength(100);
        mail.Property(m => m.LastAnswer).HasMaxLength(2000);
        mail.Property(m => m.Revision).IsConcurrencyToken();
        mail.HasIndex(m => new { m.Key, m.PersonId, m.Round }).IsUnique();
        mail.HasIndex(m => new { m.State, m.NextAttemptAt });
        mail.HasIndex(m => new { m.PersonId, m.CreatedAt });
        mail.HasIndex(m => m.CompetitionId);
    }
}
