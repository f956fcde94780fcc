namespace ApprovalFlow.Calendar;

/// <summary>
/// How long a public notice (公示) stands: at least five working days, the day of publication not counted, to 24:00 of
/// the last one. The regulation does not say how to count; this reading satisfies every other. Both counted days and the
/// end are inclusive; a provisional period reaches into a year whose official arrangement is not known.
/// </summary>
public sealed record NoticePeriod(
    DateTimeOffset PublishedAt, int WorkingDays, bool PublicationDayCounted, DateOnly FirstCountedOn, DateOnly LastOn,
    DateTimeOffset EndsAt, string CalendarVersion, bool Provisional)
{
    /// <summary>不少于五个工作日: no plan, and nobody in a running competition, can go below.</summary>
    public const int MinimumWorkingDays = 5;

    /// <summary>Published at this time of a working day or later, the day is no longer a full one and never counts.</summary>
    public static readonly TimeOnly OfficesOpen = new(8, 30);

    /// <summary>
    /// The period of a notice. Counting the publication day is a wish of the plan, heard only where the notice was out
    /// before offices opened on a working day; otherwise the period runs one day longer, never shorter.
    /// </summary>
    public static NoticePeriod Of(
        WorkingCalendar calendar, DateTimeOffset publishedAt, int workingDays, bool countPublicationDay = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingDays, MinimumWorkingDays);

        var published = ChinaTime.DateOf(publishedAt);
        var counted = countPublicationDay
            && calendar.IsWorkingDay(published) && ChinaTime.TimeOf(publishedAt) < OfficesOpen;

        var first = counted ? published : calendar.AddWorkingDays(published, 1);
        var last = calendar.AddWorkingDays(first, workingDays - 1);

        return new(publishedAt, workingDays, counted, first, last, ChinaTime.EndOf(last), calendar.Version,
            calendar.IsProvisional(published, last));
    }

    /// <summary>The same notice on another version of the calendar.</summary>
    public NoticePeriod On(WorkingCalendar calendar) => Of(calendar, PublishedAt, WorkingDays, PublicationDayCounted);
}
