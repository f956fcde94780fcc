using System.Collections.Immutable;
using System.Text.Json;
using ApprovalFlow.Competitions;
using ApprovalFlow.Scoring;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Stages.DemocraticEvaluation;

/// <summary>Stored; never renumber.</summary>
public enum EvaluationMeetingState
{
    /// <summary>Fewer than two thirds came: nobody voted, the meeting is held again.</summary>
    TooFewPresent = 1,

    /// <summary>The box is open.</summary>
    Voting = 2,

    Counted = 3,

    /// <summary>The round was declared void, by the scrutineer or by its own count.</summary>
    Void = 4,
}

/// <summary>
/// One evaluation meeting (民主测评会): who should attend, who came, and the box opened there. Attendance is named, ballots
/// are not. A meeting that failed stays on record beside the one held again.
/// </summary>
public sealed class EvaluationMeeting
{
    private EvaluationMeeting() { }

    public Guid Id { get; private set; }
    public Guid StageRunId { get; private set; }
    public int Round { get; private set; }
    public EvaluationMeetingState State { get; private set; }
    public int ShouldAttend { get; private set; }
    public int Present { get; private set; }

    /// <summary>Ids of those present, as a JSON array.</summary>
    public string PresentJson { get; private set; } = "[]";

    public Guid? BoxId { get; private set; }
    public Guid RecordedById { get; private set; }
    public DateTimeOffset HeldAt { get; private set; }

    /// <summary>The concurrency token.</summary>
    public int Revision { get; private set; }

    /// <summary>Records who came; exactly two thirds are enough.</summary>
    public static EvaluationMeeting Hold(Guid stageRunId, int round, int shouldAttend, ImmutableArray<Guid> present, Actor scrutineer, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), StageRunId = stageRunId, Round = round, ShouldAttend = shouldAttend, Present = present.Length,
        PresentJson = JsonSerializer.Serialize(present, Competition.Json), RecordedById = scrutineer.PersonId, HeldAt = now, Revision = 1,
        State = Anonymity.IsAttended(present.Length, shouldAttend) ? EvaluationMeetingState.Voting : EvaluationMeetingState.TooFewPresent,
    };

    internal void Vote(Guid boxId) => BoxId = boxId;

    internal void End(EvaluationMeetingState state)
    {
        State = state;
        Revision++;
    }
}

internal sealed class EvaluationMeetingMapping : IEntityTypeConfiguration<EvaluationMeeting>
{
    public void Configure(EntityTypeBuilder<EvaluationMeeting> meeting)
    {
        meeting.ToTable("EvaluationMeetings");
        meeting.HasKey(m => m.Id);
        meeting.Property(m => m.Id).ValueGeneratedNever();
        meeting.Property(m => m.Revision).IsConcurrencyToken();
        meeting.HasIndex(m => new { m.StageRunId, m.Round }).IsUnique();
        meeting.HasOne<StageRun>().WithMany().HasForeignKey(m => m.StageRunId).OnDelete(DeleteBehavior.Restrict);
    }
}
