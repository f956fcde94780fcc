using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Meetings;

/// <summary>Stored; never renumber.</summary>
public enum Presence
{
    /// <summary>Not called yet.</summary>
    Expected = 1,
    Present = 2,

    /// <summary>Absent, with the reason on record. Absent members neither vote nor delegate.</summary>
    Absent = 3,
}

/// <summary>One person's place at one meeting: a member who should attend and votes, or an attendee (列席) without a vote.</summary>
public sealed class MeetingSeat
{
    private MeetingSeat() { }

    public Guid MeetingId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>A member: counts among those who should attend.</summary>
    public bool Votes { get; private set; }
    public Presence Presence { get; private set; }
    public string AbsenceReason { get; private set; } = "";

    public static MeetingSeat Of(Meeting meeting, Guid personId, bool votes) => new()
    {
        MeetingId = meeting.Id, PersonId = personId, Votes = votes, Presence = Presence.Expected,
    };

    public void Call(bool present, string absenceReason) =>
        (Presence, AbsenceReason) = (present ? Presence.Present : Presence.Absent, present ? "" : absenceReason);
}

/// <summary>One member who leaves for one item (回避): found by the system, or on request of the meeting.</summary>
public sealed class ItemRecusal
{
    private ItemRecusal() { }

    public Guid ItemId { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Found from the candidate's declaration when the meeting was called; cannot be lifted.</summary>
    public bool Automatic { get; private set; }
    public string Reason { get; private set; } = "";

    public static ItemRecusal Of(DecisionItem item, Guid personId, bool automatic, string reason) => new()
    {
        ItemId = item.Id, PersonId = personId, Automatic = automatic, Reason = reason,
    };
}

/// <summary>What one member said about one item before the vote, in the order it was said.</summary>
public sealed class ItemOpinion
{
    private ItemOpinion() { }

    public Guid ItemId { get; private set; }
    public Guid PersonId { get; private set; }
    public int Seq { get; private set; }
    public Opinion Opinion { get; private set; }
    public string Statement { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    public static ItemOpinion Of(DecisionItem item, Guid personId, int seq, Opinion opinion, string statement, DateTimeOffset now) => new()
    {
        ItemId = item.Id, PersonId = personId, Seq = seq, Opinion = opinion, Statement = statement, At = now,
    };
}

/// <summary>A vote by hand or voice. Stored; never renumber.</summary>
public enum OpenChoice
{
    Agree = 1,
    Disagree = 2,
    Abstain = 3,
}

/// <summary>One member's vote by hand or voice, recorded by name (DOMAIN §8.5). Secret ballots leave no such row.</summary>
public sealed class ItemVote
{
    private ItemVote() { }

    public Guid ItemId { get; private set; }
    public Guid PersonId { get; private set; }
    public int Seq { get; private set; }
    public OpenChoice Choice { get; private set; }

    public static ItemVote Of(DecisionItem item, Guid personId, int seq, OpenChoice choice) => new()
    {
        ItemId = item.Id, PersonId = personId, Seq = seq, Choice = choice,
    };
}

/// <summary>What went otherwise than the rules ask. Stored; never renumber.</summary>
public enum DeviationKind
{
    /// <summary>主要负责人未末位表态.</summary>
    ChiefSpokeFirst = 1,

    /// <summary>临时动议: somebody tried to put up what was not on the agenda.</summary>
    AdHocMotion = 2,
    Other = 3,
}

/// <summary>A departure from the rules that happened in the room: nobody can unsay it, so it is minuted and discipline rules on it.</summary>
public sealed class MeetingDeviation
{
    private MeetingDeviation() { }

    public Guid Id { get; private set; }
    public Guid MeetingId { get; private set; }
    public Guid? ItemId { get; private set; }
    public DeviationKind Kind { get; private set; }
    public string Text { get; private set; } = "";
    public Guid RecordedById { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>What the discipline body made of it; empty until then.</summary>
    public string Ruling { get; private set; } = "";
    public Guid? RuledById { get; private set; }
    public DateTimeOffset? RuledAt { get; private set; }

    public static MeetingDeviation Of(Meeting meeting, Guid? itemId, DeviationKind kind, string text, Actor actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), MeetingId = meeting.Id, ItemId = itemId, Kind = kind, Text = text, RecordedById = actor.PersonId, RecordedAt = now,
    };

    public bool Rule(string ruling, Actor actor, DateTimeOffset now)
    {
        if (RuledAt is not null) return false;
        (Ruling, RuledById, RuledAt) = (ruling, actor.PersonId, now);
        return true;
    }
}

/// <summary>More than half of all members agreed to take a decided item up again (复议); the next meeting votes on it anew.</summary>
public sealed class ReconsiderationConsent
{
    private ReconsiderationConsent() { }

    public Guid ItemId { get; private set; }

    /// <summary>The members who agreed, as a JSON array of ids.</summary>
    public string ConsentingJson { get; private set; } = "[]";
    public string Reason { get; private set; } = "";
    public Guid RecordedById { get; private set; }
    public DateTimeOffset At { get; private set; }

    public static ReconsiderationConsent Of(DecisionItem item, string consentingJson, string reason, Actor actor, DateTimeOffset now) => new()
    {
        ItemId = item.Id, ConsentingJson = consentingJson, Reason = reason, RecordedById = actor.PersonId, At = now,
    };
}

internal sealed class MeetingRowsMapping :
    IEntityTypeConfiguration<MeetingSeat>, IEntityTypeConfiguration<ItemRecusal>, IEntityTypeConfiguration<ItemOpinion>,
    IEntityTypeConfiguration<ItemVote>, IEntityTypeConfiguration<MeetingDeviation>, IEntityTypeConfiguration<ReconsiderationConsent>
{
    public void Configure(EntityTypeBuilder<MeetingSeat> seat)
    {
        seat.ToTable("MeetingSeats");
        seat.HasKey(s => new { s.MeetingId, s.PersonId });
        seat.Property(s => s.AbsenceReason).HasMaxLength(300);
        seat.HasOne<Meeting>().WithMany().HasForeignKey(s => s.MeetingId).OnDelete(DeleteBehavior.Cascade);
        seat.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ItemRecusal> recusal)
    {
        recusal.ToTable("ItemRecusals");
        recusal.HasKey(r => new { r.ItemId, r.PersonId });
        recusal.Property(r => r.Reason).HasMaxLength(300);
        recusal.HasOne<DecisionItem>().WithMany().HasForeignKey(r => r.ItemId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ItemOpinion> opinion)
    {
        opinion.ToTable("ItemOpinions");
        opinion.HasKey(o => new { o.ItemId, o.PersonId });
        opinion.Property(o => o.Statement).HasMaxLength(2000);
        opinion.HasOne<DecisionItem>().WithMany().HasForeignKey(o => o.ItemId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ItemVote> vote)
    {
        vote.ToTable("ItemVotes");
        vote.HasKey(v => new { v.ItemId, v.PersonId });
        vote.HasOne<DecisionItem>().WithMany().HasForeignKey(v => v.ItemId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<MeetingDeviation> deviation)
    {
        deviation.ToTable("MeetingDeviations");
        deviation.HasKey(d => d.Id);
        deviation.Property(d => d.Id).ValueGeneratedNever();
        deviation.Property(d => d.Text).HasMaxLength(2000);
        deviation.Property(d => d.Ruling).HasMaxLength(2000);
        deviation.HasIndex(d => d.MeetingId);
        deviation.HasOne<Meeting>().WithMany().HasForeignKey(d => d.MeetingId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ReconsiderationConsent> consent)
    {
        consent.ToTable("ReconsiderationConsents");
        consent.HasKey(c => c.ItemId);
        consent.Property(c => c.ItemId).ValueGeneratedNever();
        consent.Property(c => c.Reason).HasMaxLength(1000);
        consent.HasOne<DecisionItem>().WithMany().HasForeignKey(c => c.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}
