using ApprovalFlow.Applications;
using ApprovalFlow.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Notices;

/// <summary>One person in a pre-appointment notice, tied to the passed decision item that put them there (INV-04).</summary>
public sealed class NoticePerson
{
    private NoticePerson() { }

    public Guid Id { get; private set; }
    public Guid NoticeId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public Guid DecisionItemId { get; private set; }

    /// <summary>The name as published: what somebody who reports may choose from.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What the notice says of the person, as frozen.</summary>
    public string Line { get; private set; } = "";

    public static NoticePerson In(Notice notice, Guid applicationId, Guid decisionItemId, string name, string line) => new()
    {
        Id = Guid.CreateVersion7(), NoticeId = notice.Id, ApplicationId = applicationId, DecisionItemId = decisionItemId, Name = name,
        Line = line,
    };
}

internal sealed class NoticePersonMapping : IEntityTypeConfiguration<NoticePerson>
{
    public void Configure(EntityTypeBuilder<NoticePerson> person)
    {
        person.ToTable("NoticePeople");
        person.HasKey(p => p.Id);
        person.Property(p => p.Id).ValueGeneratedNever();
        person.Property(p => p.Name).HasMaxLength(100);
        person.Property(p => p.Line).HasMaxLength(1000);
        person.HasIndex(p => new { p.NoticeId, p.ApplicationId }).IsUnique();
        person.HasIndex(p => p.ApplicationId);
        person.HasOne<Notice>().WithMany().HasForeignKey(p => p.NoticeId).OnDelete(DeleteBehavior.Restrict);
        person.HasOne<Application>().WithMany().HasForeignKey(p => p.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        person.HasOne<DecisionItem>().WithMany().HasForeignKey(p => p.DecisionItemId).OnDelete(DeleteBehavior.Restrict);
    }
}
