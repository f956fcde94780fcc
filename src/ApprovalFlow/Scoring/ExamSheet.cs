using ApprovalFlow.Stages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Scoring;

/// <summary>How the marks came in. Stored; never renumber.</summary>
public enum ExamSource
{
    /// <summary>From a score list; the verifier compares it with the papers.</summary>
    Imported = 1,

    /// <summary>Typed; the verifier types them again without seeing them.</summary>
    Typed = 2,

    /// <summary>The verifier's own typing of a typed sheet.</summary>
    TypedAgain = 3,
}

/// <summary>One complete list of marks by one person: the entry, or the second typing of it. A returned list stays; the next is a new round.</summary>
public sealed class ExamSheet
{
    private ExamSheet() { }

    public Guid Id { get; private set; }
    public Guid StageRunId { get; private set; }
    public int Round { get; private set; }
    public ExamSource Source { get; private set; }

    /// <summary>The imported file's name and SHA-256; empty for typed marks.</summary>
    public string FileName { get; private set; } = "";
    public string FileHash { get; private set; } = "";

    public Guid AuthorId { get; private set; }
    public DateTimeOffset EnteredAt { get; private set; }

    public static ExamSheet Of(
        Guid stageRunId, int round, ExamSource source, string fileName, string fileHash, Actor author, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(), StageRunId = stageRunId, Round = round, Source = source, FileName = fileName,
            FileHash = fileHash, AuthorId = author.PersonId, EnteredAt = now,
        };
}

/// <summary>One candidate's mark on one sheet; null means absent (缺考).</summary>
public sealed class ExamMark
{
    private ExamMark() { }

    public Guid SheetId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public decimal? Mark { get; private set; }

    public static ExamMark Of(Guid sheetId, Guid applicationId, decimal? mark) => new() { SheetId = sheetId, ApplicationId = applicationId, Mark = mark };
}

/// <summary>Where a candidate's wish for a re-check stands. Stored; never renumber.</summary>
public enum ExamRecheckState
{
    Asked = 1,

    /// <summary>An error was found; a second person must confirm the corrected mark.</summary>
    Proposed = 2,

    /// <summary>The mark stands, or the corrected one was published.</summary>
    Answered = 3,
}

/// <summary>
/// A candidate's request to check the own mark again: arithmetic and completeness only, nothing is judged anew. One per
/// candidate and sitting.
/// </summary>
public sealed class ExamRecheck
{
    private ExamRecheck() { }

    public Guid Id { get; private set; }
    public Guid StageRunId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public string Ground { get; private set; } = "";
    public ExamRecheckState State { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>What the checker found, in words for the candidate.</summary>
    public string Finding { get; private set; } = "";
    public decimal? ProposedMark { get; private set; }
    public Guid? CheckerId { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The concurrency token.</summary>
    public int Revision { get; private set; }

    public static ExamRecheck Ask(Guid stageRunId, Guid applicationId, string ground, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), StageRunId = stageRunId, ApplicationId = applicationId, Ground = ground,
        State = ExamRecheckState.Asked, AskedAt = now, Revision = 1,
    };

    public void Uphold(string finding, Actor checker, DateTimeOffset now)
    {
        (State, Finding, CheckerId, AnsweredAt) = (ExamRecheckState.Answered, finding, checker.PersonId, now);
        Revision++;
    }

    public void Propose(decimal mark, string finding, Actor checker)
    {
        (State, ProposedMark, Finding, CheckerId) = (ExamRecheckState.Proposed, mark, finding, checker.PersonId);
        Revision++;
    }

    public void Confirm(DateTimeOffset now)
    {
        (State, AnsweredAt) = (ExamRecheckState.Answered, now);
        Revision++;
    }

    /// <summary>The second person did not agree with the correction: it is checked again.</summary>
    public void Return()
    {
        (State, ProposedMark) = (ExamRecheckState.Asked, null);
        Revision++;
    }
}

internal sealed class ExamMapping :
    IEntityTypeConfiguration<ExamSheet>, IEntityTypeConfiguration<ExamMark>, IEntityTypeConfiguration<ExamRecheck>
{
    public void Configure(EntityTypeBuilder<ExamSheet> sheet)
    {
        sheet.ToTable("ExamSheets");
        sheet.HasKey(s => s.Id);
        sheet.Property(s => s.Id).ValueGeneratedNever();
        sheet.Property(s => s.FileName).HasMaxLength(200);
        sheet.Property(s => s.FileHash).HasMaxLength(64);
        sheet.HasIndex(s => new { s.StageRunId, s.Round, s.Source }).IsUnique();
        sheet.HasOne<StageRun>().WithMany().HasForeignKey(s => s.StageRunId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ExamMark> mark)
    {
        mark.ToTable("ExamMarks");
        mark.HasKey(m => new { m.SheetId, m.ApplicationId });
        mark.HasOne<ExamSheet>().WithMany().HasForeignKey(m => m.SheetId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ExamRecheck> recheck)
    {
        recheck.ToTable("ExamRechecks");
        recheck.HasKey(r => r.Id);
        recheck.Property(r => r.Id).ValueGeneratedNever();
        recheck.Property(r => r.Ground).HasMaxLength(1000);
        recheck.Property(r => r.Finding).HasMaxLength(1000);
        recheck.Property(r => r.Revision).IsConcurrencyToken();
        recheck.HasIndex(r => new { r.StageRunId, r.ApplicationId }).IsUnique();
        recheck.HasOne<StageRun>().WithMany().HasForeignKey(r => r.StageRunId).OnDelete(DeleteBehavior.Restrict);
    }
}
