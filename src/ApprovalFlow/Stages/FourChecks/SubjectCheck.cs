using ApprovalFlow.Applications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Stages.FourChecks;

/// <summary>The four mandatory checks (凡提四必). Stored; never renumber.</summary>
public enum CheckKind
{
    /// <summary>干部档案“凡提必审”.</summary>
    PersonnelFile = 1,

    /// <summary>个人有关事项报告“凡提必核”.</summary>
    PersonalMatters = 2,

    /// <summary>纪检监察机关意见“凡提必听”.</summary>
    Discipline = 3,

    /// <summary>线索具体的信访举报“凡提必查”.</summary>
    Complaints = 4,
}

/// <summary>What a check came to. Stored; never renumber.</summary>
public enum CheckFinding
{
    /// <summary>The file is in order.</summary>
    FileInOrder = 1,

    /// <summary>The file has a problem that stands in the way.</summary>
    FileProblem = 2,

    /// <summary>如实报告.</summary>
    Truthful = 3,

    /// <summary>漏报: recorded and explained; does not stand in the way by itself.</summary>
    Omitted = 4,

    /// <summary>瞒报.</summary>
    Concealed = 5,

    /// <summary>纪检监察机关无不同意见.</summary>
    NoObjection = 6,

    /// <summary>纪检监察机关有不同意见.</summary>
    Objection = 7,

    NoComplaint = 8,

    /// <summary>Verified and unfounded.</summary>
    Unfounded = 9,

    /// <summary>Verified and founded.</summary>
    Founded = 10,

    /// <summary>Under verification: the check stays open and nothing moves on.</summary>
    UnderVerification = 11,
}

public enum RecordCheckOutcome { Closed = 1, KeptOpen, NotFound, AlreadyClosed, WrongFinding, NoteRequired, InTheFuture }

/// <summary>Which findings belong to which check, and what they mean for the subject.</summary>
public static class CheckFindings
{
    public static IReadOnlyList<CheckFinding> Findings(this CheckKind kind) => kind switch
    {
        CheckKind.PersonnelFile => [CheckFinding.FileInOrder, CheckFinding.FileProblem],
        CheckKind.PersonalMatters => [CheckFinding.Truthful, CheckFinding.Omitted, CheckFinding.Concealed],
        CheckKind.Discipline => [CheckFinding.NoObjection, CheckFinding.Objection],
        CheckKind.Complaints => [CheckFinding.NoComplaint, CheckFinding.Unfounded, CheckFinding.Founded, CheckFinding.UnderVerification],
    };

    /// <summary>The subject cannot be proposed.</summary>
    public static bool Blocks(this CheckFinding finding) =>
        finding is CheckFinding.FileProblem or CheckFinding.Concealed or CheckFinding.Objection or CheckFinding.Founded;

    /// <summary>Whatever is not plainly in order is explained in a note.</summary>
    public static bool NeedsNote(this CheckFinding finding) =>
        finding.Blocks() || finding is CheckFinding.Omitted or CheckFinding.Unfounded or CheckFinding.UnderVerification;
}

/// <summary>One of the four checks on one subject: its result, date, handler and note. Closed once; a closed check never changes.</summary>
public sealed class SubjectCheck
{
    private SubjectCheck() { }

    public Guid Id { get; private set; }
    public Guid StageRunId { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public CheckKind Kind { get; private set; }

    /// <summary>Null until something was recorded.</summary>
    public CheckFinding? Finding { get; private set; }

    /// <summary>The day the check was made, or the opinion given.</summary>
    public DateOnly? CheckedOn { get; private set; }
    public Guid? HandlerId { get; private set; }
    public string Note { get; private set; } = "";

    /// <summary>Number or title of the paper the result rests on (回函文号、查核报告), kept in the unit's own files; may be empty.</summary>
    public string Document { get; private set; } = "";
    public DateTimeOffset? ClosedAt { get; private set; }
    public int Revision { get; private set; }

    public bool IsClosed => ClosedAt is not null;
    public bool Blocks => IsClosed && Finding is { } finding && finding.Blocks();

    public static SubjectCheck Ask(StageRun run, Guid applicationId, CheckKind kind) => new()
    {
        Id = Guid.CreateVersion7(), StageRunId = run.Id, CompetitionId = run.CompetitionId, ApplicationId = applicationId, Kind = kind, Revision = 1,
    };

    /// <summary>Records a finding. A complaint under verification is put on record and leaves the check open.</summary>
    public RecordCheckOutcome Record(CheckFinding finding, DateOnly checkedOn, string? note, string? document, Actor handler, DateOnly today, DateTimeOffset now)
    {
        if (IsClosed) return RecordCheckOutcome.AlreadyClosed;
        if (!Kind.Findings().Contains(finding)) return RecordCheckOutcome.WrongFinding;
        if (checkedOn > today) return RecordCheckOutcome.InTheFuture;
        if (finding.NeedsNote() && string.IsNullOrWhiteSpace(note)) return RecordCheckOutcome.NoteRequired;

        (Finding, CheckedOn, HandlerId, Note, Document) = (finding, checkedOn, handler.PersonId, note?.Trim() ?? "", document?.Trim() ?? "");
        Revision++;
        if (finding == CheckFinding.UnderVerification) return RecordCheckOutcome.KeptOpen;
        ClosedAt = now;
        return RecordCheckOutcome.Closed;
    }
}

internal sealed class SubjectCheckMapping : IEntityTypeConfiguration<SubjectCheck>
{
    public void Configure(EntityTypeBuilder<SubjectCheck> check)
    {
        check.ToTable("SubjectChecks");
        check.HasKey(c => c.Id);
        check.Property(c => c.Id).ValueGeneratedNever();
        check.Property(c => c.Note).HasMaxLength(4000);
        check.Property(c => c.Document).HasMaxLength(300);
        check.Property(c => c.Revision).IsConcurrencyToken();
        check.Ignore(c => c.IsClosed);
        check.Ignore(c => c.Blocks);
        check.HasIndex(c => new { c.StageRunId, c.ApplicationId, c.Kind }).IsUnique();
        check.HasIndex(c => c.ApplicationId);
        check.HasOne<StageRun>().WithMany().HasForeignKey(c => c.StageRunId).OnDelete(DeleteBehavior.Restrict);
        check.HasOne<Application>().WithMany().HasForeignKey(c => c.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
