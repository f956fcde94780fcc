using ApprovalFlow.Applications;
using ApprovalFlow.Ballots;
using ApprovalFlow.Competitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Meetings;

/// <summary>
/// One candidate for one post, put to one meeting. A passed item in force is the only source of a notice and of an
/// appointment (INV-04). A result is never edited: a vote after suspension, a void vote or reconsideration is a new item
/// that names the one it follows.
/// </summary>
public sealed class DecisionItem
{
    private DecisionItem() { }

    public Guid Id { get; private set; }
    public Guid MeetingId { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public Guid PostId { get; private set; }

    /// <summary>From 1 within the meeting, as on the agenda.</summary>
    public int Seq { get; private set; }

    public DecisionItemState State { get; private set; }

    /// <summary>What the result rests on, in words for the minutes; empty while open.</summary>
    public string ResultReason { get; private set; } = "";

    public DateTimeOffset? ResultAt { get; private set; }

    public VoteMode VoteMode { get; private set; }

    /// <summary>The ballot box of a secret vote; null for open votes and before the vote.</summary>
    public Guid? BoxId { get; private set; }

    /// <summary>Who introduced the candidate, by name; empty before.</summary>
    public string Introducer { get; private set; } = "";

    /// <summary>应到会.</summary>
    public int ShouldAttend { get; private set; }

    /// <summary>实到会 for this item, after recusal.</summary>
    public int Present { get; private set; }

    /// <summary>Members who came and left for this item, and recused members who had not come.</summary>
    public int Recused { get; private set; }
    public int RecusedAbsent { get; private set; }

    public int Issued { get; private set; }
    public int Collected { get; private set; }
    public int Valid { get; private set; }
    public int Invalid { get; private set; }
    public int Agree { get; private set; }
    public int Disagree { get; private set; }
    public int Abstain { get; private set; }

    /// <summary>监票人 and 计票人 sign the count sheet; a result exists only under both signatures.</summary>
    public Guid? ScrutineerSignedId { get; private set; }
    public DateTimeOffset? ScrutineerSignedAt { get; private set; }
    public Guid? TellerSignedId { get; private set; }
    public DateTimeOffset? TellerSignedAt { get; private set; }

    /// <summary>The item this one votes on again.</summary>
    public Guid? FollowsId { get; private set; }

    /// <summary>The item by which this one was voted on again; its result is history from then on.</summary>
    public Guid? FollowedById { get; private set; }

    public int Revision { get; private set; }

    /// <summary>Passed, and no later vote has taken its place.</summary>
    public bool InForce => State == DecisionItemState.Passed && FollowedById is null;

    public bool CountIsSigned => ScrutineerSignedAt is not null && TellerSignedAt is not null;

    /// <summary>Who was there when the vote was opened.</summary>
    public Roll Roll => new(ShouldAttend, Present + Recused, Recused, RecusedAbsent);

    public BallotCount Count => new(Issued, Collected, Valid, Invalid, Agree, Disagree, Abstain);

    public static DecisionItem OnAgenda(
        Guid meetingId, Guid competitionId, Guid applicationId, Guid postId, int seq, VoteMode voteMode, DecisionItem? follows = null)
    {
        var item = new DecisionItem
        {
            Id = Guid.CreateVersion7(), MeetingId = meetingId, CompetitionId = competitionId, ApplicationId = applicationId,
            PostId = postId, Seq = seq, VoteMode = voteMode, State = DecisionItemState.Draft, FollowsId = follows?.Id, Revision = 1,
        };
        follows?.GiveWayTo(item);
        return item;
    }

    /// <summary>
    /// The superior party committee decided in place of a group that cannot reach its quorum; its paper is what the result rests on.
    /// </summary>
    public static DecisionItem OfSuperior(DecisionItem referred, int seq, bool passed, string paper, DateTimeOffset now)
    {
        var item = OnAgenda(referred.MeetingId, referred.CompetitionId, referred.ApplicationId, referred.PostId, seq, referred.VoteMode, referred);
        (item.State, item.ResultReason, item.ResultAt) = (passed ? DecisionItemState.Passed : DecisionItemState.Rejected, paper, now);
        return item;
    }

    /// <summary>An irregular vote is cast again at once: the opinions stand, the new vote is an item of its own.</summary>
    public DecisionItem? VoteAgain(int seq)
    {
        if (State.Check(DecisionItemState.VoteOpen) != MoveOutcome.Moved || State != DecisionItemState.VoidIrregular) return null;
        var again = OnAgenda(MeetingId, CompetitionId, ApplicationId, PostId, seq, VoteMode, this);
        (again.State, again.Introducer) = (DecisionItemState.OpinionsRecorded, Introducer);
        return again;
    }

    public bool Introduce(string introducer)
    {
        if (!MoveTo(DecisionItemState.Introduced)) return false;
        Introducer = introducer;
        return true;
    }

    public bool Discussed() => MoveTo(DecisionItemState.Discussed);

    public bool OpinionsGiven() => MoveTo(DecisionItemState.OpinionsRecorded);

    /// <summary>Opens the vote to so many voters; <paramref name="boxId"/> for a secret one.</summary>
    public bool OpenVote(Roll roll, Guid? boxId)
    {
        if (!MoveTo(DecisionItemState.VoteOpen)) return false;
        (BoxId, Issued) = (boxId, roll.Voters);
        (ShouldAttend, Present, Recused, RecusedAbsent) = (roll.ShouldAttend, roll.Voters, roll.Recused, roll.RecusedAbsent);
        return true;
    }

    public bool CloseVote(BallotCount count)
    {
        if (!MoveTo(DecisionItemState.VoteClosed)) return false;
        (Issued, Collected, Valid, Invalid) = (count.Issued, count.Collected, count.Valid, count.Invalid);
        (Agree, Disagree, Abstain) = (count.Agree, count.Disagree, count.Abstain);
        return true;
    }

    /// <summary>Scrutineer and teller sign the count sheet, each once; two different people.</summary>
    public SignCountOutcome SignCount(bool asScrutineer, Actor actor, DateTimeOffset now)
    {
        if (State != DecisionItemState.VoteClosed) return SignCountOutcome.NothingToSign;
        if (actor.PersonId == (asScrutineer ? TellerSignedId : ScrutineerSignedId)) return SignCountOutcome.SamePerson;
        if ((asScrutineer ? ScrutineerSignedAt : TellerSignedAt) is not null) return SignCountOutcome.AlreadySigned;
        if (asScrutineer) (ScrutineerSignedId, ScrutineerSignedAt) = (actor.PersonId, now);
        else (TellerSignedId, TellerSignedAt) = (actor.PersonId, now);
        Revision++;
        return SignCountOutcome.Recorded;
    }

    /// <summary>Ends the item, with what the result rests on.</summary>
    public bool End(DecisionItemState result, string reason, DateTimeOffset now)
    {
        if (!MoveTo(result)) return false;
        (ResultReason, ResultAt) = (reason, now);
        return true;
    }

    private bool MoveTo(DecisionItemState state)
    {
        if (State.Check(state) != MoveOutcome.Moved) return false;
        State = state;
        Revision++;
        return true;
    }

    private void GiveWayTo(DecisionItem later)
    {
        FollowedById = later.Id;
        Revision++;
    }
}

public enum SignCountOutcome { Recorded = 1, NotFound, NothingToSign, AlreadySigned, SamePerson }

internal sealed class DecisionItemMapping : IEntityTypeConfiguration<DecisionItem>
{
    public void Configure(EntityTypeBuilder<DecisionItem> item)
    {
        item.ToTable("DecisionItems");
        item.HasKey(i => i.Id);
        item.Property(i => i.Id).ValueGeneratedNever();
        item.Property(i => i.ResultReason).HasMaxLength(1000);
        item.Property(i => i.Revision).IsConcurrencyToken();
        item.Property(i => i.Introducer).HasMaxLength(100);
        item.Ignore(i => i.InForce);
        item.Ignore(i => i.CountIsSigned);
        item.Ignore(i => i.Count);
        item.Ignore(i => i.Roll);
        item.HasIndex(i => new { i.MeetingId, i.Seq }).IsUnique();
        item.HasIndex(i => new { i.CompetitionId, i.State });
        item.HasIndex(i => i.ApplicationId);
        item.HasOne<Meeting>().WithMany().HasForeignKey(i => i.MeetingId).OnDelete(DeleteBehavior.Restrict);
        item.HasOne<Competition>().WithMany().HasForeignKey(i => i.CompetitionId).OnDelete(DeleteBehavior.Restrict);
        item.HasOne<Application>().WithMany().HasForeignKey(i => i.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
