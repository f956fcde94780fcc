namespace ApprovalFlow.Calendar;

/// <summary>The calendar in force, for everybody who counts days. One instance per process; replaced when a year is imported.</summary>
public sealed class Calendars
{
    private volatile WorkingCalendar _current = BuiltInCalendar.Current;

    public WorkingCalendar Current => _current;

    public void Use(WorkingCalendar calendar) => _current = calendar;
}
