namespace ApprovalFlow.Calendar;

/// <summary>
/// Periods in calendar days, months and years as the Civil Code counts them (民法典 第二百零一条至第二百零三条): the first
/// day is not counted, months end on the corresponding day or at month end where there is none.
/// </summary>
public static class CivilPeriod
{
    /// <summary>
    /// The corresponding day of the month in which the period ends; the month's last day where it has no such day. For
    /// states that simply run out (sanctions, probation), which no holiday prolongs.
    /// </summary>
    public static DateOnly CorrespondingDay(DateOnly start, int months)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(months);
        return start.AddMonths(months);
    }

    /// <summary>The last day to act within n days; moved to the next working day when it is a day off.</summary>
    public static DateOnly LastDay(WorkingCalendar calendar, DateOnly start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        return calendar.OnOrAfter(start.AddDays(days));
    }

    /// <summary>The last day to act within n months; moved to the next working day when it is a day off.</summary>
    public static DateOnly LastDayOfMonths(WorkingCalendar calendar, DateOnly start, int months)
        => calendar.OnOrAfter(CorrespondingDay(start, months));
}
