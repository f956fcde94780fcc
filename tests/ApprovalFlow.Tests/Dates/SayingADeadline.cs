using System.Globalization;
using ApprovalFlow.Calendar;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Web.Dates;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Tests.Dates;

/// <summary>Deadlines are said with the weekday and the working days left, on the calendar of China.</summary>
public sealed class SayingADeadline
{
    /// <summary>A Monday; the Mid-Autumn holiday is 25 to 27 September 2026, 20 September a make-up day.</summary>
    private static readonly FakeClock Clock = new(ChinaTime.At(new(2026, 9, 21), new(9, 0)));

    private readonly DateWords _words = new(Clock, new Calendars(), new Texts());

    [Theory]
    [InlineData("zh-CN", "2026-09-24 14:30 三楼会议室", "2026年9月24日（周四）14:30 三楼会议室")]
    [InlineData("en", "2026-09-24 14:30", "Thu 24 Sep 2026, 14:30")]
    [InlineData("zh-CN", "2026-09-24 缺考", "2026-09-24 缺考")]
    [InlineData("zh-CN", "", "")]
    public void Says_a_recorded_instant_with_its_weekday(string language, string recorded, string said)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        Assert.Equal(said, _words.Told(recorded));
    }

    [Theory]
    [InlineData("zh-CN", 24, "2026年9月24日（周四） · 剩 3 个工作日")]
    [InlineData("en", 24, "Thu 24 Sep 2026 · 3 working days left")]
    [InlineData("zh-CN", 22, "2026年9月22日（周二） · 剩 1 个工作日")]
    [InlineData("en", 22, "Tue 22 Sep 2026 · 1 working day left")]
    [InlineData("zh-CN", 21, "2026年9月21日（周一） · 今天截止")]
    [InlineData("en", 21, "Mon 21 Sep 2026 · due today")]
    [InlineData("zh-CN", 28, "2026年9月28日（周一） · 剩 4 个工作日")]
    [InlineData("zh-CN", 20, "2026年9月20日（周日） · 已逾期 1 个工作日")]
    [InlineData("en", 17, "Thu 17 Sep 2026 · 3 working days overdue")]
    public void Says_the_day_and_what_is_left(string language, int day, string said)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        Assert.Equal(said, _words.Due(ChinaTime.EndOf(new(2026, 9, day))));
    }

    [Theory]
    [InlineData("zh-CN", "2026年9月21日（周一）08:30 · 已逾期")]
    [InlineData("en", "Mon 21 Sep 2026, 08:30 · overdue")]
    public void Says_the_time_when_it_is_not_the_end_of_the_day(string language, string said)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        Assert.Equal(said, _words.Due(ChinaTime.At(new(2026, 9, 21), new(8, 30))));
    }

    [Fact]
    public void Says_one_day_once_and_an_open_end_with_an_ellipsis()
    {
        CultureInfo.CurrentUICulture = new CultureInfo("en");
        var day = new DateOnly(2026, 9, 24);
        Assert.Equal("Thu 24 Sep 2026", _words.FromTo(day, day));
        Assert.Equal("Thu 24 Sep 2026 – Fri 25 Sep 2026", _words.FromTo(day, day.AddDays(1)));
        Assert.Equal("Thu 24 Sep 2026 – …", _words.FromTo(day, null));
    }

    [Fact]
    public void On_a_day_off_with_no_working_day_before_the_deadline_there_is_less_than_one()
    {
        CultureInfo.CurrentUICulture = new CultureInfo("en");
        var words = new DateWords(new FakeClock(ChinaTime.At(new(2026, 9, 25), new(9, 0))), new Calendars(), new Texts());
        Assert.Equal("less than 1 working day left", words.Left(ChinaTime.EndOf(new(2026, 9, 26))));
    }

    [Fact]
    public void The_deadline_itself_still_counts()
    {
        var due = ChinaTime.At(new(2026, 9, 21), new(9, 0));
        Assert.Equal(DueState.Soon, _words.StateOf(due));
        Assert.Equal(DueState.Late, _words.StateOf(due.AddMicroseconds(-1)));
        Assert.Equal(DueState.Later, _words.StateOf(ChinaTime.EndOf(new(2026, 9, 23))));
    }
}
