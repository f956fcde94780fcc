using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApprovalFlow.Competitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Meetings;

/// <summary>Stored; never renumber.</summary>
public enum MeetingState
{
    /// <summary>Called: the agenda is sent and frozen.</summary>
    Convened = 1,

    /// <summary>Attendance is recorded; items are taken one by one.</summary>
    InSession = 2,

    /// <summary>Every item has a result; the minutes wait for signatures.</summary>
    Closed = 3,

    /// <summary>Minutes signed by chair and recorder.</summary>
    Minuted = 4,
}

/// <summary>
/// One meeting of the party group on appointments (党组会), from the sent agenda to the signed minutes. Who should attend
/// is a snapshot taken when it was called.
/// </summary>
public sealed class Meeting
{
    private Meeting() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid StageRunId { get; private set; }

    /// <summary>From 1 within the stage run: a later meeting takes up what the earlier one left open.</summary>
    public int Round { get; private set; }

    /// <summary>Session number as the group counts them, e.g. 2026年第12次.</summary>
    public string Session { get; private set; } = "";

    public DateTimeOffset StartsAt { get; private set; }
    public string Place { get; private set; } = "";
    public Guid ChairId { get; private set; }
    public Guid RecorderId { get; private set; }
    public Guid ScrutineerId { get; private set; }
    public Guid TellerId { get; private set; }
    public MeetingState State { get; private set; }
    public DateTimeOffset ConvenedAt { get; private set; }
    public Guid ConvenedById { get; private set; }

    /// <summary>SHA-256 over session, time, place, seats and items as sent (INV-17).</summary>
    public string AgendaHash { get; private set; } = "";

    public DateTimeOffset? OpenedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The minutes as generated when the meeting closed; frozen.</summary>
    public string Minutes { get; private set; } = "";

    /// <summary>SHA-256 of the minutes: what the signatures are under.</summary>
    public string MinutesHash { get; private set; } = "";

    public DateTimeOffset? ChairSignedAt { get; private set; }
    public DateTimeOffset? RecorderSignedAt { get; private set; }
    public int Revision { get; private set; }

    public static Meeting Convene(
        Guid competitionId, Guid stageRunId, int round, string session, DateTimeOffset startsAt, string place,
        Guid chairId, Guid recorderId, Guid scrutineerId, Guid tellerId, Actor actor, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(), CompetitionId = competitionId, StageRunId = stageRunId, Round = round, Session = session,
            StartsAt = startsAt, Place = place, ChairId = chairId, RecorderId = recorderId, ScrutineerId = scrutineerId,
            TellerId = tellerId, State = MeetingState.Convened, ConvenedAt = now, ConvenedById = actor.PersonId, Revision = 1,
        };

    /// <summary>Freezes the agenda under its hash as it is sent.</summary>
    public void Send(IEnumerable<MeetingSeat> seats, IEnumerable<DecisionItem> items)
    {
        var sent = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{Session}\n{StartsAt.ToUniversalTime():O}\n{Place}\n{ChairId:n} {RecorderId:n} {ScrutineerId:n} {TellerId:n}\n");
        foreach (var seat in seats) sent.Append(CultureInfo.InvariantCulture, $"{seat.PersonId:n} {seat.Votes}\n");
        foreach (var item in items) sent.Append(CultureInfo.InvariantCulture, $"{item.Seq} {item.ApplicationId:n} {item.PostId:n}\n");
        AgendaHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sent.ToString())));
    }

    /// <summary>Attendance was called; it may be corrected until the meeting is closed.</summary>
    public bool Open(DateTimeOffset now)
    {
        if (State is not (MeetingState.Convened or MeetingState.InSession)) return false;
        (State, OpenedAt) = (MeetingState.InSession, OpenedAt ?? now);
        Revision++;
        return true;
    }

    public bool Close(string minutes, DateTimeOffset now)
    {
        if (State != MeetingState.InSession) return false;
        (State, ClosedAt, Minutes) = (MeetingState.Closed, now, minutes);
        MinutesHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(minutes)));
        Revision++;
        return true;
    }

    /// <summary>Chair and recorder sign the frozen minutes, each under what was read.</summary>
    public SignMinutesOutcome SignMinutes(string hashSeen, Actor actor, DateTimeOffset now)
    {
        var (chairs, records) = (actor.PersonId == ChairId, actor.PersonId == RecorderId);
        if (!chairs && !records) return SignMinutesOutcome.NotFound;
        if (State is not (MeetingState.Closed or MeetingState.Minuted)) return SignMinutesOutcome.NotClosed;
        if ((chairs ? ChairSignedAt : RecorderSignedAt) is not null) return SignMinutesOutcome.AlreadySigned;
        if (hashSeen != MinutesHash) return SignMinutesOutcome.TextChanged;
        if (chairs) ChairSignedAt = now;
        else RecorderSignedAt = now;
        if (ChairSignedAt is not null && RecorderSignedAt is not null) State = MeetingState.Minuted;
        Revision++;
        return SignMinutesOutcome.Recorded;
    }

    /// <summary>Makes two steps at the same instant see each other.</summary>
    public void Touch() => Revision++;
}

public enum SignMinutesOutcome { Recorded = 1, NotFound, NotClosed, AlreadySigned, TextChanged }

internal sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.ToTable("Meetings");
        meeting.HasKey(m => m.Id);
        meeting.Property(m => m.Id).ValueGeneratedNever();
        meeting.Property(m => m.Session).HasMaxLength(60);
        meeting.Property(m => m.Place).HasMaxLength(200);
        meeting.Property(m => m.AgendaHash).HasMaxLength(64);
        meeting.Property(m => m.MinutesHash).HasMaxLength(64);
        meeting.Property(m => m.Revision).IsConcurrencyToken();
        meeting.HasIndex(m => new { m.StageRunId, m.Round }).IsUnique();
        meeting.HasIndex(m => m.CompetitionId);
        meeting.HasOne<Competition>().WithMany().HasForeignKey(m => m.CompetitionId).OnDelete(DeleteBehavior.Restrict);
    }
}
