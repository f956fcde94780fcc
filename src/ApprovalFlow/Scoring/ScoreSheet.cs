using System.Collections.Immutable;
using System.Text.Json;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Stages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Scoring;

/// <summary>What an assessor did about one candidate. Stored; never renumber.</summary>
public enum ScoreSheetState
{
    /// <summary>Filled in completely and sealed; nothing changes it any more.</summary>
    Sealed = 1,

    /// <summary>The assessor declared an interest and does not score this candidate (回避).</summary>
    Recused = 2,
}

/// <summary>One assessor's sheet about one candidate (面试评分表), final from the moment it exists.</summary>
public sealed class ScoreSheet
{
    private ScoreSheet() { }

    public Guid Id { get; private set; }
    public Guid StageRunId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public Guid AssessorId { get; private set; }
    public ScoreSheetState State { get; private set; }

    /// <summary>A mark per factor in the plan's order, as a JSON array.</summary>
    public string MarksJson { get; private set; } = "[]";

    /// <summary>Observations, or why the assessor stepped aside.</summary>
    public string Remark { get; private set; } = "";

    public DateTimeOffset SealedAt { get; private set; }

    public ImmutableArray<decimal?> Marks => JsonSerializer.Deserialize<ImmutableArray<decimal?>>(MarksJson, Competition.Json);

    public static ScoreSheet Seal(
        Guid stageRunId, Guid applicationId, Actor assessor, ImmutableArray<decimal?> marks, string? remark, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(), StageRunId = stageRunId, ApplicationId = applicationId, AssessorId = assessor.PersonId,
            State = ScoreSheetState.Sealed, MarksJson = JsonSerializer.Serialize(marks, Competition.Json), Remark = remark?.Trim() ?? "", SealedAt = now,
        };

    public static ScoreSheet Recuse(Guid stageRunId, Guid applicationId, Actor assessor, string reason, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), StageRunId = stageRunId, ApplicationId = applicationId, AssessorId = assessor.PersonId,
        State = ScoreSheetState.Recused, Remark = reason.Trim(), SealedAt = now,
    };

    internal PanelSheet ToPanelSheet() => new(AssessorId, Marks);
}

internal sealed class ScoreSheetMapping : IEntityTypeConfiguration<ScoreSheet>
{
    public void Configure(EntityTypeBuilder<ScoreSheet> sheet)
    {
        sheet.ToTable("ScoreSheets");
        sheet.HasKey(s => s.Id);
        sheet.Property(s => s.Id).ValueGeneratedNever();
        sheet.Property(s => s.MarksJson).HasMaxLength(1000);
        sheet.Property(s => s.Remark).HasMaxLength(1000);
        sheet.Ignore(s => s.Marks);
        sheet.HasIndex(s => new { s.StageRunId, s.ApplicationId, s.AssessorId }).IsUnique();
        sheet.HasOne<StageRun>().WithMany().HasForeignKey(s => s.StageRunId).OnDelete(DeleteBehavior.Restrict);
        sheet.HasOne<Application>().WithMany().HasForeignKey(s => s.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
