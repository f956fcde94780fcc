using System.Collections.Immutable;

namespace ApprovalFlow.Calendar;

/// <summary>One named day of a holiday arrangement.</summary>
public sealed record CalendarDay(DateOnly Date, string Name);

/// <summary>
/// The holiday arrangement of one year: days off, and weekend days worked to make up for them (调休上班). Official when
/// the State Council's notice is behind it; otherwise only the statutory days and every date in it is provisional.
/// A notice may reach back into December of the year before.
/// </summary>
public sealed record CalendarYear(
    int Year, bool Official, ImmutableArray<string> Papers,
    ImmutableArray<CalendarDay> Off, ImmutableArray<CalendarDay> Work);

/// <summary>
/// Local days on top of the national arrangement: holidays of minority areas are set by local governments
/// (《全国年节及纪念日放假办法》). Where both speak about a day, the overlay decides.
/// </summary>
public sealed record RegionalOverlay(string Region, ImmutableArray<CalendarDay> Off, ImmutableArray<CalendarDay> Work)
{
    public static readonly RegionalOverlay None = new("", [], []);
}
