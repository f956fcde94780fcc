using ApprovalFlow.Competitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Notices;

/// <summary>Stored; never renumber.</summary>
public enum NoticeKind
{
    /// <summary>公告: the competition is announced.</summary>
    Announcement = 1,

    /// <summary>考察预告.</summary>
    InspectionNotice = 2,

    /// <summary>任前公示.</summary>
    PreAppointment = 3,

    /// <summary>变更公告: postponement, change, cancellation.</summary>
    Change = 4,
}

/// <summary>Stored; never renumber.</summary>
public enum NoticeState
{
    InForce = 1,

    /// <summary>Its period ended; no longer on the public page.</summary>
    Ended = 2,

    /// <summary>Replaced by a corrected one with a new full period.</summary>
    Replaced = 3,
}

/// <summary>
/// A text frozen at publication and shown to its scope for a period. Public pages read these rows and nothing else, so they
/// cannot leak a field that nobody approved.
/// </summary>
public sealed class Notice
{
    private Notice() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid UnitId { get; private set; }
    public NoticeKind Kind { get; private set; }

    /// <summary>E.g. 公示〔20260928〕1号.</summary>
    public string Number { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>Sanitised HTML, frozen.</summary>
    public string Html { get; private set; } = "";

    /// <summary>SHA-256 of title and html.</summary>
    public string ContentHash { get; private set; } = "";

    public PublicationScope Scope { get; private set; }
    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>First day of the period; the day of publication is not counted.</summary>
    public DateOnly? StartsOn { get; private set; }

    /// <summary>The last instant of the period (inclusive); null for as long as the competition runs.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    public int? WorkingDays { get; private set; }
    public NoticeState State { get; private set; }
    public Guid? ReplacedById { get; private set; }
    public Guid PublishedById { get; private set; }

    public static Notice Publish(
        Competition competition, NoticeKind kind, string number, string title, string html, string contentHash, PublicationScope scope,
        DateOnly? startsOn, DateTimeOffset? endsAt, int? workingDays, Actor actor, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(), CompetitionId = competition.Id, UnitId = competition.UnitId, Kind = kind, Number = number,
            Title = title, Html = html, ContentHash = contentHash, Scope = scope, PublishedAt = now, StartsOn = startsOn,
            EndsAt = endsAt, WorkingDays = workingDays, State = NoticeState.InForce, PublishedById = actor.PersonId,
        };

    public void End() => State = State == NoticeState.InForce ? NoticeState.Ended : State;

    public void ReplaceBy(Notice corrected) => (State, ReplacedById) = (NoticeState.Replaced, corrected.Id);

    /// <summary>A later end under a new calendar; never an earlier one.</summary>
    public bool Lengthen(DateTimeOffset endsAt)
    {
        if (State != NoticeState.InForce || endsAt < EndsAt) return false;
        EndsAt = endsAt;
        return true;
    }

    /// <summary>An earlier end under a new calendar, after the leading group approved it: as many working days as before.</summary>
    public bool Shorten(DateTimeOffset endsAt)
    {
        if (State != NoticeState.InForce || endsAt >= EndsAt) return false;
        EndsAt = endsAt;
        return true;
    }
}

internal sealed class NoticeMapping : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("Notices");
        notice.HasKey(n => n.Id);
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.Property(n => n.Number).HasMaxLength(60);
        notice.Property(n => n.Title).HasMaxLength(300);
        notice.Property(n => n.ContentHash).HasMaxLength(64);
        notice.Property(n => n.State).IsConcurrencyToken();
        notice.HasIndex(n => new { n.Scope, n.State, n.PublishedAt });
        notice.HasIndex(n => n.CompetitionId);
        notice.HasOne<Competition>().WithMany().HasForeignKey(n => n.CompetitionId).OnDelete(DeleteBehavior.Restrict);
    }
}
