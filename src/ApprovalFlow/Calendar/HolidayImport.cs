using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ApprovalFlow.Calendar;

/// <summary>What can be wrong with a holiday file. The first group refuses the file, the last member only asks for a look.</summary>
public enum HolidayProblemKind
{
    /// <summary>Not JSON at all; the value says where reading stopped.</summary>
    NotJson = 1,

    /// <summary>JSON, but neither of the two layouts we read.</summary>
    UnknownLayout = 2,

    /// <summary>The year is missing or outside 2008 to 2100.</summary>
    BadYear = 3,

    /// <summary>No link to the notice of the State Council: nothing official to rely on.</summary>
    NoNotice = 4,

    /// <summary>The year lists no day off: its arrangement has not been published yet.</summary>
    NoDays = 5,

    /// <summary>Not a date written yyyy-MM-dd, or the entry lacks its name or its kind.</summary>
    BadDay = 6,

    /// <summary>The date belongs neither to the year nor to the December before it.</summary>
    WrongYear = 7,

    /// <summary>The same date appears twice.</summary>
    DuplicateDay = 8,

    /// <summary>A make-up day that is not a Saturday or Sunday makes up for nothing.</summary>
    MakeUpOnWeekday = 9,

    /// <summary>The year appears twice.</summary>
    DuplicateYear = 10,

    /// <summary>The year does not have as many working days as thirteen statutory holidays leave. A warning.</summary>
    UnusualWorkingDays = 100,
}

/// <summary>One finding: what, where in the file (a JSON path), and the text found there.</summary>
public sealed record HolidayProblem(HolidayProblemKind Kind, string Where, string Found)
{
    public bool Refuses => Kind != HolidayProblemKind.UnusualWorkingDays;
}

/// <summary>
/// A holiday file as the holiday-cn project publishes it (one year: <c>year, papers, days[name, date, isOffDay]</c>) or
/// as a collection of years (<c>years: {"2025": {papers, off[date, name], work[date, name]}}</c>). All or nothing: a
/// file with one refusing problem yields no year.
/// </summary>
public sealed record HolidayImport(ImmutableArray<CalendarYear> Years, ImmutableArray<HolidayProblem> Problems)
{
    private const int StatutoryDays = 13;
    private const int ThirteenDaysSince = 2025;
    private const int FirstYear = 2008;
    private const int LastYear = 2100;

    public bool Accepted => !Years.IsEmpty;

    public static HolidayImport Read(string json)
    {
        var problems = new List<HolidayProblem>();
        var years = new List<CalendarYear>();
        try
        {
            using var document = JsonDocument.Parse(json);
            new Reading(problems, years).File(document.RootElement);
        }
        catch (JsonException broken)
        {
            problems.Add(new(HolidayProblemKind.NotJson, "$", string.Create(
                CultureInfo.InvariantCulture, $"{broken.LineNumber + 1}:{broken.BytePositionInLine + 1}")));
        }

        return new(problems.Exists(problem => problem.Refuses) ? [] : [.. years], [.. problems]);
    }

    private sealed class Reading(List<HolidayProblem> problems, List<CalendarYear> years)
    {
        public void File(JsonElement root)
        {
            if (Property(root, "years", JsonValueKind.Object) is { } many) Collection(many);
            else if (Property(root, "days", JsonValueKind.Array) is { } days) Single(root, days);
            else Refuse(HolidayProblemKind.UnknownLayout, "$", root.GetRawText());
        }

        private void Collection(JsonElement many)
        {
            foreach (var entry in many.EnumerateObject()) Collected(entry.Name, entry.Value, $"$.years.{entry.Name}");
        }

        private void Single(JsonElement root, JsonElement days)
        {
            var text = root.TryGetProperty("year", out var found) ? found.GetRawText() : "";
            if (Year(text, "$.year") is not { } year) return;

            var off = new List<CalendarDay>();
            var work = new List<CalendarDay>();
            foreach (var (index, entry) in days.EnumerateArray().Index())
            {
                var where = $"$.days[{index}]";
                var isOff = Property(entry, "isOffDay", JsonValueKind.True) is not null;
                if (!isOff && Property(entry, "isOffDay", JsonValueKind.False) is null) Refuse(HolidayProblemKind.BadDay, where, entry.GetRawText());
                else if (Day(entry, where) is { } day) (isOff ? off : work).Add(day);
            }

            Keep(year, root, "$", off, work);
        }

        private void Collected(string name, JsonElement value, string where)
        {
            if (Year(name, where) is not { } year) return;
            if (value.ValueKind != JsonValueKind.Object) Refuse(HolidayProblemKind.UnknownLayout, where, value.GetRawText());
            else Keep(year, value, where, Days(value, "off", where), Days(value, "work", where));
        }

        private List<CalendarDay> Days(JsonElement value, string name, string where)
        {
            if (!value.TryGetProperty(name, out var list)) return [];
            if (list.ValueKind == JsonValueKind.Array)
                return [.. list.EnumerateArray().Index().Select(each => Day(each.Item, $"{where}.{name}[{each.Index}]")).OfType<CalendarDay>()];

            Refuse(HolidayProblemKind.UnknownLayout, $"{where}.{name}", list.GetRawText());
            return [];
        }

        private CalendarDay? Day(JsonElement entry, string where)
        {
            if (Text(entry, "name") is { } name && Text(entry, "date") is { } text
                && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return new(date, name);
            }

            Refuse(HolidayProblemKind.BadDay, where, entry.GetRawText());
            return null;
        }

        private int? Year(string text, string where)
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && year is >= FirstYear and <= LastYear)
            {
                return year;
            }

            Refuse(HolidayProblemKind.BadYear, where, text);
            return null;
        }

        private void Keep(int year, JsonElement source, string where, List<CalendarDay> off, List<CalendarDay> work)
        {
            ImmutableArray<string> papers = Property(source, "papers", JsonValueKind.Array) is { } list
                ? [.. list.EnumerateArray().Where(paper => paper.ValueKind == JsonValueKind.String).Select(paper => paper.GetString()!)]
                : [];
            if (papers.IsEmpty) Refuse(HolidayProblemKind.NoNotice, where, "");
            if (off.Count == 0) Refuse(HolidayProblemKind.NoDays, where, "");
            if (years.Exists(known => known.Year == year)) Refuse(HolidayProblemKind.DuplicateYear, where, Invariant(year));

            var seen = new HashSet<DateOnly>();
            foreach (var date in off.Concat(work).Select(day => day.Date))
            {
                var mayBelong = date.Year == year || (date.Year == year - 1 && date.Month == 12);
                if (!seen.Add(date)) Refuse(HolidayProblemKind.DuplicateDay, where, Iso(date));
                if (!mayBelong) Refuse(HolidayProblemKind.WrongYear, where, Iso(date));
            }

            foreach (var date in work.Select(day => day.Date).Where(date => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
                Refuse(HolidayProblemKind.MakeUpOnWeekday, where, Iso(date));

            var read = new CalendarYear(year, true, papers, [.. off], [.. work]);
            years.Add(read);
            Weigh(read, where);
        }

        /// <summary>Days on a weekend are made up, so a full list always leaves weekdays − 13; a cut-off list does not.</summary>
        private void Weigh(CalendarYear year, string where)
        {
            var end = new DateOnly(year.Year, 12, 31);
            var start = new DateOnly(year.Year - 1, 12, 31);
            var actual = new WorkingCalendar("check", [year]).WorkingDaysBetween(start, end);
            var expected = new WorkingCalendar("check", []).WorkingDaysBetween(start, end) - StatutoryDays;
            if (year.Year < ThirteenDaysSince || actual == expected) return;

            problems.Add(new(HolidayProblemKind.UnusualWorkingDays, where, Invariant(actual)));
        }

        private static string? Text(JsonElement entry, string name)
            => Property(entry, name, JsonValueKind.String)?.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

        private static JsonElement? Property(JsonElement entry, string name, JsonValueKind kind)
            => entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) && value.ValueKind == kind
                ? value : null;

        private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

        private void Refuse(HolidayProblemKind kind, string where, string found)
            => problems.Add(new(kind, where, found.Length <= 80 ? found : found[..80]));
    }
}
