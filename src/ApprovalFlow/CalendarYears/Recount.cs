using ApprovalFlow.Calendar;
using ApprovalFlow.Deadlines;

namespace ApprovalFlow.CalendarYears;

/// <summary>
/// What another version of the calendar makes of a counted deadline: as many working days as lie in it now, extensions
/// included, and what followed its last working day as before.
/// </summary>
public static class Recount
{
    /// <param name="was">The version by which the deadline was counted.</param>
    /// <param name="becomes">The version to count it by.</param>
    /// <param name="fromOn">Where counting starts.</param>
    /// <param name="dueAt">Its end as it stands.</param>
    /// <param name="firstDayCounts">The day of publication is one of the counted days; as a day off it has to be made up.</param>
    public static DateTimeOffset Of(WorkingCalendar was, WorkingCalendar becomes, DateOnly fromOn, DateTimeOffset dueAt, bool firstDayCounts = false)
    {
        var days = Math.Max(0, was.WorkingDaysBetween(fromOn, ChinaTime.DateOf(dueAt)));
        var rest = dueAt - ChinaTime.EndOf(was.AddWorkingDays(fromOn, days));
        var lost = firstDayCounts && !becomes.IsWorkingDay(fromOn) ? 1 : 0;
        return ChinaTime.EndOf(becomes.AddWorkingDays(fromOn, days + lost)) + rest;
    }

    internal static Recompute Of(Deadline deadline, CalendarHistory history, WorkingCalendar becomes, bool firstDayCounts) =>
        new(deadline.DueAt, Of(history.Of(deadline.CalendarVersion), becomes, deadline.FromOn!.Value, deadline.DueAt, firstDayCounts));
}
