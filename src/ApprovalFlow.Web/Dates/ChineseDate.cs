using System.Globalization;

namespace ApprovalFlow.Web.Dates;

/// <summary>The Chinese way to write a date, with its weekday in full-width brackets.</summary>
internal static class ChineseDate
{
    public static string WithYear(DateOnly date) => date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) + Weekday(date);

    public static string WithoutYear(DateOnly date) => date.ToString("M月d日", CultureInfo.InvariantCulture) + Weekday(date);

    private static string Weekday(DateOnly date) => $"（周{"日一二三四五六"[(int)date.DayOfWeek]}）";
}
