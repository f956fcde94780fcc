using System.Globalization;
using ApprovalFlow.Calendar;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Web.Dates;

/// <summary>How near a deadline is.</summary>
public enum DueState
{
    Later,
    Soon,
    Late,
}

/// <summary>
/// Dates as people say them, on the clock of China: with the weekday, and for deadlines with the working days left.
/// </summary>
public sealed class DateWords(TimeProvider clock, Calendars calendars, Texts texts)
{
    private const string Recorded = "yyyy-MM-dd HH:mm";

    private static readonly TimeOnly LastMinute = new(23, 59);

    /// <summary>2026年9月24日（周四）, or Thu 24 Sep 2026.</summary>
    public string Day(DateOnly date) => Language.IsChinese
        ? ChineseDate.WithYear(date)
        : date.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Both days with a dash between them; one day once; an ellipsis for an end that has not come.</summary>
    public string FromTo(DateOnly from, DateOnly? to) => to == from ? Day(from) : $"{Day(from)} – {(to is { } end ? Day(end) : "…")}";

    /// <summary>9月24日（周四）, or Thu 24 Sep: where the year is plain.</summary>
    public string DayOfThisYear(DateOnly date) => Language.IsChinese
        ? ChineseDate.WithoutYear(date)
        : date.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    /// <summary>2026年9月24日（周四）14:30, or Thu 24 Sep 2026, 14:30.</summary>
    public string When(DateTimeOffset at)
    {
        var time = ChinaTime.TimeOf(at).ToString("HH:mm", CultureInfo.InvariantCulture);
        var day = Day(ChinaTime.DateOf(at));
        return Language.IsChinese ? day + time : $"{day}, {time}";
    }

    /// <summary>A recorded text with the instant at its beginning (2026-09-24 14:30) said like any other; other texts as they are.</summary>
    public string Told(string text) =>
        text.Length >= Recorded.Length
        && DateTime.TryParseExact(text[..Recorded.Length], Recorded, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? When(ChinaTime.At(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at))) + text[Recorded.Length..]
            : text;

    /// <summary>The day of a deadline; its time too unless the whole day counts.</summary>
    public string DueDay(DateTimeOffset dueAt) => EndsWithTheDay(dueAt) ? Day(ChinaTime.DateOf(dueAt)) : When(dueAt);

    /// <summary>剩 3 个工作日, 今天截止, 已逾期 2 个工作日, in the reader's language.</summary>
    public string Left(DateTimeOffset dueAt)
    {
        var now = clock.GetUtcNow();
        var days = calendars.Current.WorkingDaysLeft(now, dueAt);
        if (now > dueAt)
        {
            return days switch
            {
                0 => texts["已逾期"],
                -1 => texts["已逾期 1 个工作日"],
                _ => texts["已逾期 {0} 个工作日", -days],
            };
        }

        if (ChinaTime.DateOf(now) == ChinaTime.DateOf(dueAt)) return texts["今天截止"];
        return days switch
        {
            0 => texts["剩不到 1 个工作日"],
            1 => texts["剩 1 个工作日"],
            _ => texts["剩 {0} 个工作日", days],
        };
    }

    /// <summary>2026年9月24日（周四） · 剩 3 个工作日.</summary>
    public string Due(DateTimeOffset dueAt) => $"{DueDay(dueAt)} · {Left(dueAt)}";

    /// <summary>Soon from the working day before the last one.</summary>
    public DueState StateOf(DateTimeOffset dueAt)
    {
        var now = clock.GetUtcNow();
        if (now > dueAt) return DueState.Late;
        return calendars.Current.WorkingDaysLeft(now, dueAt) <= 1 ? DueState.Soon : DueState.Later;
    }

    private static bool EndsWithTheDay(DateTimeOffset at) => ChinaTime.TimeOf(at) >= LastMinute;
}
