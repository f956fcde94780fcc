using ApprovalFlow.Applications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Stages.QualificationReview;

/// <summary>A candidate's own request that a failed review be checked by somebody else; once per review.</summary>
public sealed class RecheckRequest
{
    private RecheckRequest() { }

    public Guid Id { get; private set; }
    public Guid StageRunId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public string Reason { get; private set; } = "";
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>When the candidate was told the result; null until then.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public static RecheckRequest By(Application application, StageRun run, string reason, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), StageRunId = run.Id, ApplicationId = application.Id, Reason = reason, AskedAt = now,
    };

    public bool Close(DateTimeOffset now)
    {
        if (ClosedAt is not null) return false;
        ClosedAt = now;
        return true;
    }
}

internal sealed class RecheckRequestMapping : IEntityTypeConfiguration<RecheckRequest>
{
    public void Configure(EntityTypeBuilder<RecheckRequest> request)
    {
        request.ToTable("QualificationRecheckRequests");
        request.HasKey(r => r.Id);
        request.Property(r => r.Id).ValueGeneratedNever();
        request.Property(r => r.Reason).HasMaxLength(2000);
        request.HasIndex(r => new { r.StageRunId, r.ApplicationId }).IsUnique();
        request.HasOne<StageRun>().WithMany().HasForeignKey(r => r.StageRunId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<Application>().WithMany().HasForeignKey(r => r.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
