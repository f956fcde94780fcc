using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.People;

/// <summary>Someone who works in a unit: may hold roles there and may be a candidate. The account shares its id.</summary>
public sealed class Person
{
    private Person() { }

    public Guid Id { get; private set; }
    public Guid UnitId { get; set; }

    /// <summary>Staff number, unique in the unit.</summary>
    public string StaffNumber { get; set; } = "";

    public string Name { get; set; } = "";
    public string Department { get; set; } = "";

    /// <summary>Present post (现任职务).</summary>
    public string Position { get; set; } = "";

    public string Email { get; set; } = "";
    public string Phone { get; set; } = "";

    /// <summary>Language of mails: "zh-CN" or "en".</summary>
    public string Language { get; set; } = "zh-CN";

    public bool Active { get; set; } = true;

    /// <summary>What the personnel file says, as JSON of the registration form's fields: pre-fills it and is what reviewers compare with.</summary>
    public string PersonnelFileJson { get; set; } = "{}";

    public static Person Join(Unit unit, string staffNumber, string name, string department, string position, string email) => new()
    {
        Id = Guid.CreateVersion7(), UnitId = unit.Id, StaffNumber = staffNumber, Name = name,
        Department = department, Position = position, Email = email,
    };
}

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("People");
        person.HasKey(p => p.Id);
        person.Property(p => p.Id).ValueGeneratedNever();
        person.Property(p => p.StaffNumber).HasMaxLength(40);
        person.Property(p => p.Name).HasMaxLength(100);
        person.Property(p => p.Department).HasMaxLength(120);
        person.Property(p => p.Position).HasMaxLength(120);
        person.Property(p => p.Email).HasMaxLength(200);
        person.Property(p => p.Phone).HasMaxLength(60);
        person.Property(p => p.Language).HasMaxLength(10);
        person.HasIndex(p => new { p.UnitId, p.StaffNumber }).IsUnique();
        person.HasOne<Unit>().WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}
