using System.Security.Cryptography;
using ApprovalFlow.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Objections;

/// <summary>How a report came in (来信、来电、来访…). Stored; never renumber.</summary>
public enum ObjectionChannel
{
    WebForm = 1,

    /// <summary>Counts by the postmark of the day.</summary>
    Letter = 2,
    Phone = 3,
    Visit = 4,
    Email = 5,
}

/// <summary>Stored; never renumber.</summary>
public enum ObjectionState
{
    /// <summary>Nobody has read it yet: the person concerned waits at the end of the period.</summary>
    Received = 1,

    /// <summary>Anonymous and without checkable clues: kept on record, suspends nobody.</summary>
    Logged = 2,

    /// <summary>Clear enough to check: the person concerned, and nobody else, is held.</summary>
    UnderVerification = 3,

    /// <summary>Verified; the discipline office has to decide what it means.</summary>
    Verified = 4,

    /// <summary>Not substantiated.</summary>
    Unsubstantiated = 5,

    /// <summary>Substantiated, without effect on the appointment.</summary>
    NoEffect = 6,

    /// <summary>Substantiated; the person is not appointed.</summary>
    Upheld = 7,
}

public static class ObjectionStates
{
    /// <summary>Has an answer: nothing waits for it any more.</summary>
    public static bool IsSettled(this ObjectionState state) =>
        state is ObjectionState.Logged or ObjectionState.Unsubstantiated or ObjectionState.NoEffect or ObjectionState.Upheld;
}

/// <summary>What somebody reports about one person in a notice (反映/举报, DOMAIN §11 F13). Who reported is kept apart.</summary>
public sealed class Objection
{
    /// <summary>反映内容不超过 800 字.</summary>
    public const int MaxFacts = 800;

    /// <summary>The form takes no more than this from one device in a day.</summary>
    public const int PerDeviceAndDay = 3;

    /// <summary>Why the person concerned is held while a report is verified; told apart from a hold by the discipline office.</summary>
    public const string HoldReason = "反映问题正在核查";

    private Objection() { }

    public Guid Id { get; private set; }
    public Guid NoticeId { get; private set; }
    public Guid NoticePersonId { get; private set; }

    /// <summary>What the reporter keeps, to ask later how it stands. Not guessable.</summary>
    public string Code { get; private set; } = "";

    public ObjectionChannel Channel { get; private set; }
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>The day that counts: the postmark of a letter, otherwise the day it was made.</summary>
    public DateOnly CameOn { get; private set; }

    /// <summary>Real-name report: gets an answer.</summary>
    public bool Named { get; private set; }

    /// <summary>When and where it is said to have happened.</summary>
    public string TimeAndPlace { get; private set; } = "";
    public string Facts { get; private set; } = "";

    public ObjectionState State { get; private set; }
    public Guid? HandlerId { get; private set; }
    public string Findings { get; private set; } = "";
    public Guid? DecidedById { get; private set; }
    public string Conclusion { get; private set; } = "";
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>When a named reporter was told the result.</summary>
    public DateTimeOffset? FeedbackAt { get; private set; }

    public int Revision { get; private set; }

    public static Objection Receive(
        NoticePerson person, ObjectionChannel channel, bool named, string timeAndPlace, string facts, DateOnly cameOn,
        DateTimeOffset receivedAt) => new()
        {
            Id = Guid.CreateVersion7(), NoticeId = person.NoticeId, NoticePersonId = person.Id,
            Code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), Channel = channel, Named = named,
            TimeAndPlace = timeAndPlace, Facts = facts, CameOn = cameOn, ReceivedAt = receivedAt, State = ObjectionState.Received, Revision = 1,
        };

    /// <summary>As it is stored and counted: trimmed, one character for a line end whatever the browser sends.</summary>
    public static string Typed(string? text) => text?.Trim().ReplaceLineEndings("\n") ?? "";

    /// <summary>Kept on record without being pursued: only for an anonymous report without checkable clues.</summary>
    public bool Log(Actor handler, string reason, DateTimeOffset now)
    {
        if (State != ObjectionState.Received || Named) return false;
        Settle(ObjectionState.Logged, handler, reason, now);
        HandlerId = handler.PersonId;
        return true;
    }

    public bool BeginVerification(Actor handler)
    {
        if (State != ObjectionState.Received) return false;
        (State, HandlerId) = (ObjectionState.UnderVerification, handler.PersonId);
        Revision++;
        return true;
    }

    public bool Report(string findings)
    {
        if (State != ObjectionState.UnderVerification) return false;
        (State, Findings) = (ObjectionState.Verified, findings);
        Revision++;
        return true;
    }

    /// <summary>The discipline office concludes; never the person who verified.</summary>
    public bool Conclude(ObjectionState result, Actor actor, string conclusion, DateTimeOffset now)
    {
        if (State != ObjectionState.Verified || actor.PersonId == HandlerId || !result.IsSettled() || result == ObjectionState.Logged) return false;
        Settle(result, actor, conclusion, now);
        return true;
    }

    public bool TellReporter(DateTimeOffset now)
    {
        if (!Named || !State.IsSettled() || FeedbackAt is not null) return false;
        FeedbackAt = now;
        Revision++;
        return true;
    }

    private void Settle(ObjectionState result, Actor actor, string conclusion, DateTimeOffset now)
    {
        (State, DecidedById, Conclusion, SettledAt) = (result, actor.PersonId, conclusion, now);
        Revision++;
    }
}

/// <summary>Who reported, kept apart from what: read by the discipline office only, and every reading is on record.</summary>
public sealed class ObjectionReporter
{
    private ObjectionReporter() { }

    public Guid ObjectionId { get; private set; }
    public string Name { get; private set; } = "";
    public string Contact { get; private set; } = "";

    public static ObjectionReporter Of(Objection objection, string name, string contact) => new()
    {
        ObjectionId = objection.Id, Name = name, Contact = contact,
    };
}

internal sealed class ObjectionMapping : IEntityTypeConfiguration<Objection>, IEntityTypeConfiguration<ObjectionReporter>
{
    public void Configure(EntityTypeBuilder<Objection> objection)
    {
        objection.ToTable("Objections");
        objection.HasKey(o => o.Id);
        objection.Property(o => o.Id).ValueGeneratedNever();
        objection.Property(o => o.Code).HasMaxLength(16);
        objection.Property(o => o.TimeAndPlace).HasMaxLength(200);
        objection.Property(o => o.Facts).HasMaxLength(Objection.MaxFacts);
        objection.Property(o => o.Findings).HasMaxLength(4000);
        objection.Property(o => o.Conclusion).HasMaxLength(2000);
        objection.Property(o => o.Revision).IsConcurrencyToken();
        objection.HasIndex(o => o.Code).IsUnique();
        objection.HasIndex(o => o.NoticeId);
        objection.HasOne<Notice>().WithMany().HasForeignKey(o => o.NoticeId).OnDelete(DeleteBehavior.Restrict);
        objection.HasOne<NoticePerson>().WithMany().HasForeignKey(o => o.NoticePersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ObjectionReporter> reporter)
    {
        reporter.ToTable("ObjectionReporters");
        reporter.HasKey(r => r.ObjectionId);
        reporter.Property(r => r.ObjectionId).ValueGeneratedNever();
        reporter.Property(r => r.Name).HasMaxLength(100);
        reporter.Property(r => r.Contact).HasMaxLength(200);
        reporter.HasOne<Objection>().WithOne().HasForeignKey<ObjectionReporter>(r => r.ObjectionId).OnDelete(DeleteBehavior.Cascade);
    }
}
