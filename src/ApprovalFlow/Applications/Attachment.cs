using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Applications;

/// <summary>What a file proves. Stored; never renumber.</summary>
public enum AttachmentKind
{
    /// <summary>照片.</summary>
    Photo = 1,

    /// <summary>学历学位证明.</summary>
    Education = 2,

    /// <summary>任职文件.</summary>
    Appointment = 3,

    /// <summary>年度考核材料.</summary>
    Appraisal = 4,

    /// <summary>奖励证明.</summary>
    Award = 5,

    /// <summary>所在部门意见, signed and scanned.</summary>
    DepartmentOpinion = 6,
    Other = 7,
}

/// <summary>The kinds of file that are accepted, told by their content.</summary>
public enum FileType
{
    Pdf = 1,
    Jpeg = 2,
    Png = 3,
    Docx = 4,
    Xlsx = 5,
}

public enum AddAttachmentOutcome { Added = 1, NotFound, Closed, TooBig, Empty, TypeNotAllowed, TooMany }

public enum RemoveAttachmentOutcome { Removed = 1, NotFound, Closed }

/// <summary>
/// One file of an application. Its content lies outside the web root under a random name; the row says what it was called,
/// what it is and its SHA-256. A removed file leaves its row as record.
/// </summary>
public sealed class Attachment
{
    /// <summary>The largest file accepted, inclusive.</summary>
    public const long MaxBytes = 10L << 20;

    public const int MaxPerApplication = 20;

    private Attachment() { }

    public Guid Id { get; private set; }
    public Guid ApplicationId { get; private set; }
    public AttachmentKind Kind { get; private set; }

    /// <summary>As the candidate called it, without any path.</summary>
    public string FileName { get; private set; } = "";
    public FileType Type { get; private set; }
    public long Bytes { get; private set; }
    public string Sha256 { get; private set; } = "";
    public string StoredName { get; private set; } = "";

    /// <summary>From 1, unique among the files present, so that two windows cannot pass the limit together; null once removed.</summary>
    public int? Slot { get; private set; }
    public DateTimeOffset AddedAt { get; private set; }
    public DateTimeOffset? RemovedAt { get; private set; }

    internal static Attachment Of(Guid applicationId, AttachmentKind kind, string fileName, StoredFile file, int slot, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), ApplicationId = applicationId, Kind = kind, FileName = fileName, Type = file.Type,
        Bytes = file.Bytes, Sha256 = file.Sha256, StoredName = file.StoredName, Slot = slot, AddedAt = now,
    };

    public bool Remove(DateTimeOffset now)
    {
        if (RemovedAt is not null) return false;
        (RemovedAt, Slot) = (now, null);
        return true;
    }
}

internal sealed class AttachmentMapping : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.ToTable("Attachments");
        attachment.HasKey(a => a.Id);
        attachment.Property(a => a.Id).ValueGeneratedNever();
        attachment.Property(a => a.FileName).HasMaxLength(200);
        attachment.Property(a => a.Sha256).HasMaxLength(64);
        attachment.Property(a => a.StoredName).HasMaxLength(64);
        attachment.HasIndex(a => new { a.ApplicationId, a.Slot }).IsUnique();
        attachment.HasOne<Application>().WithMany().HasForeignKey(a => a.ApplicationId).OnDelete(DeleteBehavior.Cascade);
    }
}
