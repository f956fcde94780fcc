using ApprovalFlow.Applications;
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

    /// <summary>应到会.</summary>
    public int ShouldAttend { get; private set; }

    /// <summary>实到会 for this item, after recusal.</summary>
    public int Present { get; private set; }

    public int Issued { get; private set; }
    public int Collected { get; private set; }
    public int Valid { get; private set; }
    public int Invalid { get; private set; }
    public int Agree { get; private set; }
    public int Disagree { get; private set; }
    public int Abstain { get; private set; }

    /// <summary>The item this one votes on again.</summary>
    public Guid? FollowsId { get; private set; }

    /// <summary>The item by which this one was voted on again; its result is history from then on.</summary>
    public Guid? FollowedById { get; private set; }

    public int Revision { get; private set; }

    /// <summary>Passed, and no later vote has taken its place.</summary>
    public bool InForce => State == DecisionItemState.Passed && FollowedById is null;

    public static DecisionItem OnAgenda(
        Guid meetingId, Guid competitionId, Guid applicationId, Guid postId, int seq, VoteMode voteMode, DecisionItem? follows = null)
    {
        var item = new DecisionItem
        {
            Id = Guid.CreateVersion7(), MeetingId = meetingId, CompetitionId = competitionId, ApplicationId = applicationId,
            PostId = postId, Seq = seq, VoteMode = voteMode, State = DecisionItemState.Draft, FollowsId = follows?.Id, Revision = 1,
        };
        if (follows is null) return item;
        follows.FollowedById = item.Id;
        follows.Revision++;
        return item;
    }
}

internal sealed class DecisionItemMapping : IEntityTypeConfiguration<DecisionItem>
{
    public void Configure(EntityTypeBuilder<DecisionItem> item)
    {
        item.ToTable("DecisionItems");
        item.HasKey(i => i.Id);
        item.Property(i => i.Id).ValueGeneratedNever();
        item.Property(i => i.ResultReason).HasMaxLength(1000);
        item.Property(i => i.Revision).IsConcurrencyToken();
        item.Ignore(i => i.InForce);
        item.HasIndex(i => new { i.MeetingId, i.Seq }).IsUnique();
        item.HasIndex(i => new { i.CompetitionId, i.State });
        item.HasIndex(i => i.ApplicationId);
        item.HasOne<Meeting>().WithMany().HasForeignKey(i => i.MeetingId).OnDelete(DeleteBehavior.Restrict);
        item.HasOne<Competition>().WithMany().HasForeignKey(i => i.CompetitionId).OnDelete(DeleteBehavior.Restrict);
        item.HasOne<Application>().WithMany().HasForeignKey(i => i.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
