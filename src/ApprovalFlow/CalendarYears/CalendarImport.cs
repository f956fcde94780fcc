using System.Collections.Immutable;
using System.Globalization;
using ApprovalFlow.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.CalendarYears;

/// <summary>One holiday file that was taken over, kept as it came: from the built-in calendar and these, in order, every version can be made again.</summary>
public sealed class CalendarImport
{
    private CalendarImport() { }

    public Guid Id { get; private set; }

    /// <summary>From 1, in the order taken over; unique, so that two imports at once cannot both be next.</summary>
    public int Seq { get; private set; }

    /// <summary>The calendar version this import made.</summary>
    public string Version { get; private set; } = "";

    public string FileName { get; private set; } = "";
    public string Json { get; private set; } = "";
    public Guid ImportedById { get; private set; }
    public string ImportedBy { get; private set; } = "";
    public DateTimeOffset ImportedAt { get; private set; }

    public static CalendarImport Of(int seq, string fileName, string json, Actor actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(), Seq = seq, FileName = fileName, Json = json, ImportedById = actor.PersonId, ImportedBy = actor.Name, ImportedAt = now,
        Version = string.Create(CultureInfo.InvariantCulture, $"{BuiltInCalendar.Current.Version}+{seq}"),
    };

    public ImmutableArray<CalendarYear> Years() => HolidayImport.Read(Json).Years;
}

/// <summary>Every version of the calendar there has been, oldest first.</summary>
public sealed class CalendarHistory
{
    private readonly List<WorkingCalendar> _versions = [BuiltInCalendar.Current];

    public CalendarHistory(IEnumerable<CalendarImport> imports)
    {
        foreach (var import in imports.OrderBy(i => i.Seq)) _versions.Add(Current.With(import.Version, import.Years()));
    }

    public WorkingCalendar Current => _versions[^1];

    /// <summary>The version by which something was counted; the built-in one for a name nobody knows.</summary>
    public WorkingCalendar Of(string version) => _versions.Find(c => c.Version == version) ?? _versions[0];
}

internal sealed class CalendarImportMapping : IEntityTypeConfiguration<CalendarImport>
{
    public void Configure(EntityTypeBuilder<CalendarImport> import)
    {
        import.ToTable("CalendarImports");
        import.HasKey(i => i.Id);
        import.Property(i => i.Id).ValueGeneratedNever();
        import.Property(i => i.Version).HasMaxLength(60);
        import.Property(i => i.FileName).HasMaxLength(200);
        import.Property(i => i.ImportedBy).HasMaxLength(100);
        import.HasIndex(i => i.Seq).IsUnique();
    }
}
