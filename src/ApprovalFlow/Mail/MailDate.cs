using System.Globalization;
using ApprovalFlow.Calendar;

namespace ApprovalFlow.Mail;

/// <summary>Dates as mails say them: with the weekday, in China time. A missing date is said to follow the announcement.</summary>
public static class MailDate
{
    private static readonly string[] WeekdaysZh = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    public static string Zh(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyy年M月d日}（{WeekdaysZh[(int)day.DayOfWeek]}）");

    public static string En(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Zh(DateOnly? day) => day is { } given ? Zh(given) : "以公告为准";

    public static string En(DateOnly? day) => day is { } given ? En(given) : "as announced";

    /// <summary>The last instant of a day is said as 24:00 of that day.</summary>
    public static string Zh(DateTimeOffset at) => Zh(ChinaTime.DateOf(at)) + (IsEndOfDay(at) ? "24时" : Time(at));

    public static string En(DateTimeOffset at) => En(ChinaTime.DateOf(at)) + (IsEndOfDay(at) ? ", end of day" : ", " + Time(at));

    private static bool IsEndOfDay(DateTimeOffset at) => at == ChinaTime.EndOf(ChinaTime.DateOf(at));

    private static string Time(DateTimeOffset at) => ChinaTime.TimeOf(at).ToString("HH:mm", CultureInfo.InvariantCulture);
}
