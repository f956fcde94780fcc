using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.People;

/// <summary>Standing roles in one unit (DOMAIN §4). What someone does in one competition is a Duty, not a role.</summary>
public enum Role
{
    /// <summary>单位管理员: people, roles, calendar, procedure drafts. Sees no ballots, scores or opinions.</summary>
    UnitAdministrator = 1,

    /// <summary>组织人事部门: runs competitions.</summary>
    Organiser = 2,

    /// <summary>竞争上岗工作领导小组: approves plans, rules on exceptions.</summary>
    LeadingGroup = 3,

    /// <summary>党组成员.</summary>
    PartyGroupMember = 4,

    /// <summary>党组书记（主要负责人）: also a member; chairs, speaks last.</summary>
    PartySecretary = 5,

    /// <summary>纪检监察.</summary>
    Discipline = 6,

    /// <summary>上级组织部门、巡视: reads everything but ballots, writes nothing.</summary>
    Auditor = 7,

    /// <summary>系统运维: mail, stuck work, jobs. Sees no personal data of competitions.</summary>
    Operator = 8,
}

/// <summary>One person holds one role in one unit.</summary>
public sealed class RoleGrant
{
    private RoleGrant() { }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid UnitId { get; private set; }
    public Role Role { get; private set; }

    public static RoleGrant To(Guid personId, Guid unitId, Role role) => new()
    {
        Id = Guid.CreateVersion7(), PersonId = personId, UnitId = unitId, Role = role,
    };
}

internal sealed class RoleGrantMapping : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> grant)
    {
        grant.ToTable("RoleGrants");
        grant.HasKey(g => g.Id);
        grant.Property(g => g.Id).ValueGeneratedNever();
        grant.HasIndex(g => new { g.PersonId, g.UnitId, g.Role }).IsUnique();
        grant.HasIndex(g => new { g.UnitId, g.Role });
        grant.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Cascade);
        grant.HasOne<Unit>().WithMany().HasForeignKey(g => g.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
