using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ApprovalFlow.Calendar;

/// <summary>
/// Which days are worked, in one version of the official arrangement. Immutable: an imported year makes a new version,
/// and what was computed before can always be computed again.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<DateOnly, Departure> _departures;

    /// <param name="version">Names this state of the data in every deadline computed from it.</param>
    /// <param name="years">At most one arrangement per year.</param>
    /// <param name="overlay">The region's own days, if it has any.</param>
    public WorkingCalendar(string version, IEnumerable<CalendarYear> years, RegionalOverlay? overlay = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(version);

        Version = version;
        Years = years.ToImmutableSortedDictionary(year => year.Year, year => year);
        Overlay = overlay ?? RegionalOverlay.None;

        // Ascending years: a notice that reaches back into December overrides what the earlier notice said of that day.
        var departures = new Dictionary<DateOnly, Departure>();
        foreach (var year in Years.Values) Add(departures, year.Off, year.Work);
        Add(departures, Overlay.Off, Overlay.Work);
        _departures = departures.ToFrozenDictionary();
    }

    public string Version { get; }

    public ImmutableSortedDictionary<int, CalendarYear> Years { get; }

    public RegionalOverlay Overlay { get; }

    /// <summary>The next version of this calendar, in which the given years replace what was known of them.</summary>
    public WorkingCalendar With(string version, IEnumerable<CalendarYear> years)
        => new(version, Years.SetItems(years.Select(year => KeyValuePair.Create(year.Year, year))).Values, Overlay);

    /// <summary>This calendar as it is lived in one region.</summary>
    public WorkingCalendar In(RegionalOverlay overlay) => new(Version, Years.Values, overlay);

    /// <summary>
    /// Monday to Friday unless the arrangement gives the day off; a weekend day if it is a make-up day. Half-day
    /// holidays of part of the citizens (8 March, 4 May, 1 August) are worked.
    /// </summary>
    public bool IsWorkingDay(DateOnly date)
        => _departures.TryGetValue(date, out var departure)
            ? departure.Worked
            : date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The festival a day belongs to, off or made up; null for an ordinary day.</summary>
    public string? FestivalOf(DateOnly date)
        => _departures.TryGetValue(date, out var departure) ? departure.Festival : null;

    /// <summary>No notice of the State Council is known for the year: the answer may still change.</summary>
    public bool IsProvisional(DateOnly date) => !(Years.TryGetValue(date.Year, out var year) && year.Official);

    /// <summary>Some day of the stretch is provisional. Both ends belong to it.</summary>
    public bool IsProvisional(DateOnly from, DateOnly to)
        => Enumerable.Range(from.Year, Math.Max(0, to.Year - from.Year + 1)).Any(year => IsProvisional(new DateOnly(year, 1, 1)));

    /// <summary>The n-th working day after the start; the first day is not counted. None after: the start itself.</summary>
    public DateOnly AddWorkingDays(DateOnly start, int workingDays) => Walk(start, workingDays, step: 1);

    /// <summary>The n-th working day before the date; the date itself is not counted. For reminders and advance notices.</summary>
    public DateOnly SubtractWorkingDays(DateOnly date, int workingDays) => Walk(date, workingDays, step: -1);

    /// <summary>The day itself if it is worked, otherwise the first one worked after it.</summary>
    public DateOnly OnOrAfter(DateOnly date) => IsWorkingDay(date) ? date : AddWorkingDays(date, 1);

    /// <summary>
    /// Working days after <paramref name="from"/> up to and including <paramref name="to"/>; negative when
    /// <paramref name="to"/> lies before.
    /// </summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from) return -WorkingDaysBetween(to, from);

        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            if (IsWorkingDay(day)) count++;
        return count;
    }

    /// <summary>Whole working days after today until the due day: 0 is due today, negative is late by so many.</summary>
    public int WorkingDaysLeft(DateTimeOffset now, DateTimeOffset dueAt)
        => WorkingDaysBetween(ChinaTime.DateOf(now), ChinaTime.DateOf(dueAt));

    /// <summary>The last instant that counts for something due within n working days, the day of the fact not counted.</summary>
    public DateTimeOffset DueAt(DateTimeOffset factAt, int workingDays)
        => ChinaTime.EndOf(AddWorkingDays(ChinaTime.DateOf(factAt), workingDays));

    private DateOnly Walk(DateOnly from, int workingDays, int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);

        var day = from;
        while (workingDays > 0)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day)) workingDays--;
        }

        return day;
    }

    private static void Add(
        Dictionary<DateOnly, Departure> departures, ImmutableArray<CalendarDay> off, ImmutableArray<CalendarDay> work)
    {
        foreach (var day in off) departures[day.Date] = new Departure(Worked: false, day.Name);
        foreach (var day in work) departures[day.Date] = new Departure(Worked: true, day.Name);
    }

    private readonly record struct Departure(bool Worked, string Festival);
}
