using ApprovalFlow.Applications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Stages.Synthesis;

/// <summary>
/// What the leading group fixed about one ranked candidate: to be inspected or not. Where that departs from the order of
/// the list, the reason is on record.
/// </summary>
public sealed class InspectionChoice
{
    private InspectionChoice() { }

    public Guid StageRunId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public bool Selected { get; private set; }

    /// <summary>Whether the list and the ratio alone would have chosen this person; null for a tie they leave open.</summary>
    public bool? ByRank { get; private set; }

    public string Reason { get; private set; } = "";

    internal static InspectionChoice Of(Guid stageRunId, Guid applicationId, bool selected, bool? byRank, string reason) =>
        new() { StageRunId = stageRunId, ApplicationId = applicationId, Selected = selected, ByRank = byRank, Reason = reason };
}

internal sealed class InspectionChoiceMapping : IEntityTypeConfiguration<InspectionChoice>
{
    public void Configure(EntityTypeBuilder<InspectionChoice> choice)
    {
        choice.ToTable("InspectionChoices");
        choice.HasKey(c => new { c.StageRunId, c.ApplicationId });
        choice.Property(c => c.Reason).HasMaxLength(1000);
        choice.HasOne<StageRun>().WithMany().HasForeignKey(c => c.StageRunId).OnDelete(DeleteBehavior.Restrict);
        choice.HasOne<Application>().WithMany().HasForeignKey(c => c.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
