using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApprovalFlow.Calendar;

/// <summary>
/// The calendar that ships with the product (calendars.json): official years with their notices, then one provisional
/// year of statutory days. Later years arrive by <see cref="HolidayImport"/>.
/// </summary>
public static class BuiltInCalendar
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Lazy<WorkingCalendar> Loaded = new(Load);

    public static WorkingCalendar Current => Loaded.Value;

    private static WorkingCalendar Load()
    {
        using var stream = typeof(BuiltInCalendar).Assembly.GetManifestResourceStream("calendars.json")
            ?? throw new InvalidOperationException("calendars.json is not embedded.");
        var file = JsonSerializer.Deserialize<Document>(stream, Json)
            ?? throw new InvalidOperationException("calendars.json is empty.");

        return new(file.Version, file.Years.Select(year => new CalendarYear(
            year.Year, year.Official, year.Papers, Expand(year.Off), Expand(year.Work))));
    }

    private static ImmutableArray<CalendarDay> Expand(ImmutableArray<Span> spans)
        => [.. spans.SelectMany(span => Days(span.Days).Select(day => new CalendarDay(day, span.Name)))];

    /// <summary>One ISO date, or two with a slash between them; both ends belong.</summary>
    private static IEnumerable<DateOnly> Days(string text)
    {
        var ends = text.Split('/').Select(part => DateOnly.ParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();
        for (var day = ends[0]; day <= ends[^1]; day = day.AddDays(1)) yield return day;
    }

    private sealed record Document(string Version, ImmutableArray<Entry> Years);

    private sealed record Entry(
        int Year, bool Official, ImmutableArray<string> Papers, ImmutableArray<Span> Off, ImmutableArray<Span> Work);

    private sealed record Span(string Name, string Days);
}
