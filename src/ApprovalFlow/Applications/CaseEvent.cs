using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Applications;

/// <summary>What a candidate's own timeline can say has happened. Stored; never renumber.</summary>
public enum CaseEventKind
{
    Registered = 1,
    SupplementAsked = 2,
    SupplementGiven = 3,
    ReviewPassed = 4,
    ReviewFailed = 5,
    RecheckAsked = 6,
    RecheckDecided = 7,
    PostCancelled = 8,
    PostReduced = 9,
    RegistrationExtended = 10,
    RechooseOffered = 11,
    PostRechosen = 12,
    ExamScheduled = 13,
    ExamScorePublished = 14,
    Shortlisted = 15,
    NotShortlisted = 16,
    InterviewScheduled = 17,
    InterviewScorePublished = 18,
    EvaluationScheduled = 19,
    EvaluationDone = 20,
    EvaluationRepeated = 21,
    VetoedByEvaluation = 22,
    TotalPublished = 23,
    EnteredInspection = 24,
    NotEnteredInspection = 25,
    InspectionAnnounced = 26,
    InspectionDone = 27,
    ChecksDone = 28,
    DecisionPassed = 29,
    DecisionNotPassed = 30,
    NoticeStarted = 31,
    NoticeRestarted = 32,
    NoticeEnded = 33,
    PutOnHold = 34,
    HoldReleased = 35,
    Disqualified = 36,
    TalkScheduled = 37,
    Appointed = 38,
    ProbationReminded = 39,
    ProbationPassed = 40,
    ProbationNotPassed = 41,
    Withdrawn = 42,
    CompetitionClosed = 43,
    CompetitionSuspended = 44,
    CompetitionResumed = 45,
    ScheduleChanged = 46,

    /// <summary>More than half of the party group agreed to vote on the decided item again (复议).</summary>
    DecisionReopened = 47,
}

/// <summary>One line of a candidate's own timeline. Holds only what that candidate may know.</summary>
public sealed class CaseEvent
{
    private CaseEvent() { }

    public Guid Id { get; private set; }
    public Guid ApplicationId { get; private set; }
    public CaseEventKind Kind { get; private set; }
    public DateTimeOffset At { get; private set; }

    /// <summary>A short free text for the candidate: a reason, a place, a date in words. May be empty.</summary>
    public string Note { get; private set; } = "";

    public static CaseEvent Of(Guid applicationId, CaseEventKind kind, string note, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), ApplicationId = applicationId, Kind = kind, Note = note, At = now,
    };
}

internal sealed class CaseEventMapping : IEntityTypeConfiguration<CaseEvent>
{
    public void Configure(EntityTypeBuilder<CaseEvent> entry)
    {
        entry.ToTable("CaseEvents");
        entry.HasKey(e => e.Id);
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Note).HasMaxLength(2000);
        entry.HasIndex(e => new { e.ApplicationId, e.At });
        entry.HasOne<Application>().WithMany().HasForeignKey(e => e.ApplicationId).OnDelete(DeleteBehavior.Cascade);
    }
}
