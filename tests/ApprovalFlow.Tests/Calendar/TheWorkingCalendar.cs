using ApprovalFlow.Calendar;
using CsCheck;

namespace ApprovalFlow.Tests.Calendar;

public class TheWorkingCalendar
{
    private static readonly WorkingCalendar Calendar = BuiltInCalendar.Current;
    private static readonly Gen<DateOnly> AnyDay = Gen.Int[0, 365 * 5].Select(offset => new DateOnly(2024, 1, 1).AddDays(offset));

    [Theory]
    [InlineData(2025)]
    [InlineData(2026)]
    public void Has_248_working_days_in_each_official_year(int year)
        => Assert.Equal(248, Calendar.WorkingDaysBetween(new(year - 1, 12, 31), new(year, 12, 31)));

    [Theory]
    [InlineData(2025, 1, 26)]
    [InlineData(2025, 10, 11)]
    [InlineData(2026, 1, 4)]
    [InlineData(2026, 10, 10)]
    public void Works_on_a_make_up_weekend_day(int year, int month, int day)
    {
        Assert.True(new DateOnly(year, month, day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        Assert.True(Calendar.IsWorkingDay(new(year, month, day)));
    }

    [Theory]
    [InlineData(2025, 1, 28)]
    [InlineData(2025, 2, 4)]
    [InlineData(2026, 2, 23)]
    [InlineData(2026, 10, 7)]
    public void Rests_to_the_last_day_of_a_holiday(int year, int month, int day)
    {
        Assert.False(Calendar.IsWorkingDay(new(year, month, day)));
        Assert.NotNull(Calendar.FestivalOf(new(year, month, day)));
    }

    [Theory]
    [InlineData(3, 8)]
    [InlineData(5, 4)]
    [InlineData(8, 1)]
    public void Half_day_holidays_are_worked_like_the_weekday_they_fall_on(int month, int day)
    {
        var bare = new WorkingCalendar("bare", []);
        var date = new DateOnly(2027, month, day);
        Assert.Equal(bare.IsWorkingDay(date), Calendar.IsWorkingDay(date));
        Assert.Null(Calendar.FestivalOf(date));
    }

    [Fact]
    public void Rests_on_the_statutory_days_of_2027_but_calls_them_provisional()
    {
        DateOnly[] statutory =
        [
            new(2027, 1, 1), new(2027, 2, 5), new(2027, 2, 6), new(2027, 2, 7), new(2027, 2, 8), new(2027, 4, 5), new(2027, 5, 1),
            new(2027, 5, 2), new(2027, 6, 9), new(2027, 9, 15), new(2027, 10, 1), new(2027, 10, 2), new(2027, 10, 3),
        ];

        Assert.Equal(13, statutory.Length);
        Assert.Equal(statutory, Calendar.Years[2027].Off.Select(day => day.Date));
        Assert.All(statutory, day => Assert.False(Calendar.IsWorkingDay(day)));
        Assert.All(statutory, day => Assert.True(Calendar.IsProvisional(day)));
    }

    [Fact]
    public void Knows_only_weekends_of_a_year_nobody_has_published()
    {
        Assert.True(Calendar.IsWorkingDay(new(2031, 10, 1)));
        Assert.False(Calendar.IsWorkingDay(new(2031, 10, 4)));
        Assert.True(Calendar.IsProvisional(new DateOnly(2031, 10, 1)));
    }

    [Fact]
    public void Is_certain_of_the_last_day_of_an_official_year_and_not_of_the_next_day()
    {
        Assert.False(Calendar.IsProvisional(new DateOnly(2026, 12, 31)));
        Assert.True(Calendar.IsProvisional(new DateOnly(2027, 1, 1)));
        Assert.False(Calendar.IsProvisional(new DateOnly(2025, 1, 1), new DateOnly(2026, 12, 31)));
        Assert.True(Calendar.IsProvisional(new DateOnly(2026, 12, 31), new DateOnly(2027, 1, 1)));
    }

    [Fact]
    public void Is_lived_differently_where_a_region_has_its_own_days()
    {
        var regional = Calendar.In(new("广西", [new(new(2026, 4, 20), "三月三")], [new(new(2026, 10, 1), "国庆节")]));

        Assert.False(regional.IsWorkingDay(new(2026, 4, 20)));
        Assert.Equal("三月三", regional.FestivalOf(new(2026, 4, 20)));
        Assert.True(regional.IsWorkingDay(new(2026, 10, 1)));
        Assert.True(Calendar.IsWorkingDay(new(2026, 4, 20)));
    }

    [Fact]
    public void Takes_a_new_notice_as_a_new_version_and_stays_what_it_was()
    {
        var next = Calendar.With("2027-official", [new(2027, true, ["notice"], [new(new(2027, 3, 1), "测试")], [])]);

        Assert.False(next.IsWorkingDay(new(2027, 3, 1)));
        Assert.False(next.IsProvisional(new DateOnly(2027, 3, 1)));
        Assert.True(next.IsWorkingDay(new(2027, 10, 1)));
        Assert.False(next.IsWorkingDay(new(2026, 10, 1)));
        Assert.True(Calendar.IsWorkingDay(new(2027, 3, 1)));
        Assert.NotEqual(next.Version, Calendar.Version);
    }

    [Fact]
    public void Believes_the_later_notice_about_a_december_day()
    {
        CalendarYear earlier = new(2026, true, ["notice"], [new(new(2026, 12, 31), "放假")], [new(new(2026, 12, 27), "补班")]);
        CalendarYear later = new(2027, true, ["notice"], [new(new(2026, 12, 27), "放假")], [new(new(2026, 12, 31), "补班")]);

        foreach (var calendar in new[] { new WorkingCalendar("a", [earlier, later]), new WorkingCalendar("b", [later, earlier]) })
        {
            Assert.True(calendar.IsWorkingDay(new(2026, 12, 31)));
            Assert.False(calendar.IsWorkingDay(new(2026, 12, 27)));
        }
    }

    [Fact]
    public void Agrees_with_the_notices_about_every_single_day()
        => Assert.All(
            Enumerable.Range(0, 365 * 5).Select(new DateOnly(2024, 1, 1).AddDays),
            day => Assert.Equal(OnPaper(day), Calendar.IsWorkingDay(day)));

    [Fact]
    public void No_working_days_after_a_day_is_the_day_itself_even_on_a_holiday()
        => Assert.Equal(new(2026, 10, 1), Calendar.AddWorkingDays(new(2026, 10, 1), 0));

    [Fact]
    public void Refuses_to_count_backwards_by_accident()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.AddWorkingDays(new(2026, 10, 1), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.SubtractWorkingDays(new(2026, 10, 1), -1));
    }

    [Fact]
    public void Counts_three_working_days_back_over_the_october_holiday()
        => Assert.Equal(new(2026, 9, 29), Calendar.SubtractWorkingDays(new(2026, 10, 9), 3));

    [Theory]
    [InlineData(9, 29, 4)]
    [InlineData(10, 8, 2)]
    [InlineData(10, 10, 0)]
    [InlineData(10, 11, 0)]
    [InlineData(10, 12, -1)]
    public void Says_how_many_working_days_are_left_and_how_many_late(int month, int day, int left)
    {
        var now = ChinaTime.At(new(2026, month, day), new(16, 0));
        Assert.Equal(left, Calendar.WorkingDaysLeft(now, ChinaTime.EndOf(new(2026, 10, 10))));
    }

    [Fact]
    public void A_task_of_two_working_days_is_due_at_the_end_of_the_second()
        => Assert.Equal(ChinaTime.EndOf(new(2026, 10, 8)), Calendar.DueAt(ChinaTime.At(new(2026, 9, 29), new(9, 0)), 2));

    [Fact]
    public void Counts_as_somebody_with_a_paper_calendar_and_a_pencil_would()
        => Gen.Select(AnyDay, Gen.Int[0, 40]).Sample((start, n) =>
        {
            var worked = Enumerable.Range(1, 400).Select(start.AddDays).Where(OnPaper).ToArray();
            var end = Calendar.AddWorkingDays(start, n);
            return end == (n == 0 ? start : worked[n - 1])
                && Calendar.WorkingDaysBetween(start, end) == n
                && Calendar.WorkingDaysBetween(end, start) == -n;
        });

    [Fact]
    public void Going_forward_and_back_again_returns_to_a_working_day()
        => Gen.Select(AnyDay, Gen.Int[0, 40]).Sample((day, n) =>
        {
            var start = Calendar.OnOrAfter(day);
            return Calendar.IsWorkingDay(start) && start >= day
                && Calendar.SubtractWorkingDays(Calendar.AddWorkingDays(start, n), n) == start;
        });

    [Fact]
    public void More_days_never_end_earlier_and_a_later_start_never_ends_earlier()
        => Gen.Select(AnyDay, Gen.Int[0, 40]).Sample((day, n)
            => Calendar.AddWorkingDays(day, n + 1) > Calendar.AddWorkingDays(day, n)
                && Calendar.AddWorkingDays(day.AddDays(1), n) >= Calendar.AddWorkingDays(day, n));

    [Fact]
    public void Twelve_days_added_at_once_are_five_and_seven()
        => Gen.Select(AnyDay, Gen.Int[0, 20], Gen.Int[0, 20]).Sample((day, a, b)
            => Calendar.AddWorkingDays(day, a + b) == Calendar.AddWorkingDays(Calendar.AddWorkingDays(day, a), b));

    /// <summary>Typed a second time from the notices, as plain text, so that a slip in the data file is seen.</summary>
    private static bool OnPaper(DateOnly day)
    {
        string[] off =
        [
            "0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008", "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
            "0101 0205-0208 0405 0501-0502 0609 0915 1001-1003",
        ];
        string[] work = ["0126 0208 0427 0928 1011", "0104 0214 0228 0509 0920 1010", ""];

        var key = day.ToString("MMdd", System.Globalization.CultureInfo.InvariantCulture);
        if (day.Year is >= 2025 and <= 2027)
        {
            if (work[day.Year - 2025].Contains(key, StringComparison.Ordinal)) return true;
            if (off[day.Year - 2025].Split(' ').Any(span => string.CompareOrdinal(span[..4], key) <= 0 && string.CompareOrdinal(key, span[^4..]) <= 0)) return false;
        }

        return day.DayOfWeek != DayOfWeek.Saturday && day.DayOfWeek != DayOfWeek.Sunday;
    }
}
