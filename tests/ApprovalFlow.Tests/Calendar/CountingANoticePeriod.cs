using System.Globalization;
using ApprovalFlow.Calendar;

namespace ApprovalFlow.Tests.Calendar;

public class CountingANoticePeriod
{
    private static readonly WorkingCalendar Calendar = BuiltInCalendar.Current;

    /// <summary>The sixteen vectors of DOMAIN §10.3: published on, the counted days, the last of which ends the period.</summary>
    public static TheoryData<string, string> Vectors => new()
    {
        { "2025-01-24", "2025-01-26 2025-01-27 2025-02-05 2025-02-06 2025-02-07" },
        { "2025-04-02", "2025-04-03 2025-04-07 2025-04-08 2025-04-09 2025-04-10" },
        { "2025-04-28", "2025-04-29 2025-04-30 2025-05-06 2025-05-07 2025-05-08" },
        { "2025-05-29", "2025-05-30 2025-06-03 2025-06-04 2025-06-05 2025-06-06" },
        { "2025-09-26", "2025-09-28 2025-09-29 2025-09-30 2025-10-09 2025-10-10" },
        { "2025-12-30", "2025-12-31 2026-01-04 2026-01-05 2026-01-06 2026-01-07" },
        { "2026-02-12", "2026-02-13 2026-02-14 2026-02-24 2026-02-25 2026-02-26" },
        { "2026-03-02", "2026-03-03 2026-03-04 2026-03-05 2026-03-06 2026-03-09" },
        { "2026-04-27", "2026-04-28 2026-04-29 2026-04-30 2026-05-06 2026-05-07" },
        { "2026-04-30", "2026-05-06 2026-05-07 2026-05-08 2026-05-09 2026-05-11" },
        { "2026-05-09", "2026-05-11 2026-05-12 2026-05-13 2026-05-14 2026-05-15" },
        { "2026-06-17", "2026-06-18 2026-06-22 2026-06-23 2026-06-24 2026-06-25" },
        { "2026-09-18", "2026-09-20 2026-09-21 2026-09-22 2026-09-23 2026-09-24" },
        { "2026-09-22", "2026-09-23 2026-09-24 2026-09-28 2026-09-29 2026-09-30" },
        { "2026-09-28", "2026-09-29 2026-09-30 2026-10-08 2026-10-09 2026-10-10" },
        { "2026-10-01", "2026-10-08 2026-10-09 2026-10-10 2026-10-12 2026-10-13" },
    };

    [Theory, MemberData(nameof(Vectors))]
    public void Each_official_vector_is_counted_day_by_day(string published, string counted)
    {
        var days = counted.Split(' ').Select(Date).ToArray();
        var period = NoticePeriod.Of(Calendar, At(published, 15, 0), 5);

        Assert.Equal(days[0], period.FirstCountedOn);
        Assert.Equal(days[^1], period.LastOn);
        Assert.Equal(days, Enumerable.Range(1, 5).Select(n => Calendar.AddWorkingDays(Date(published), n)));
        Assert.False(period.PublicationDayCounted);
        Assert.False(period.Provisional);
    }

    [Theory, MemberData(nameof(Vectors))]
    public void Counting_the_publication_day_ends_it_on_the_fourth_day_of_a_vector_published_early_on_a_working_day(string published, string counted)
    {
        var period = NoticePeriod.Of(Calendar, At(published, 8, 0), 5, countPublicationDay: true);

        var days = counted.Split(' ').Select(Date).ToArray();
        Assert.Equal(Calendar.IsWorkingDay(Date(published)) ? days[3] : days[4], period.LastOn);
    }

    [Theory]
    [InlineData("2026-04-27", "2026-05-06")]
    [InlineData("2026-09-28", "2026-10-09")]
    public void The_two_examples_with_the_publication_day_counted(string published, string last)
        => Assert.Equal(Date(last), NoticePeriod.Of(Calendar, At(published, 8, 29), 5, true).LastOn);

    [Fact]
    public void A_notice_out_one_tick_before_half_past_eight_has_its_day_counted()
    {
        var period = NoticePeriod.Of(Calendar, At("2026-04-27", 8, 30).AddTicks(-1), 5, true);

        Assert.True(period.PublicationDayCounted);
        Assert.Equal(Date("2026-04-27"), period.FirstCountedOn);
    }

    [Fact]
    public void At_half_past_eight_the_day_no_longer_counts()
    {
        var period = NoticePeriod.Of(Calendar, At("2026-04-27", 8, 30), 5, true);

        Assert.False(period.PublicationDayCounted);
        Assert.Equal(Date("2026-05-07"), period.LastOn);
    }

    [Fact]
    public void A_holiday_is_never_a_counted_publication_day()
        => Assert.Equal(Date("2026-10-13"), NoticePeriod.Of(Calendar, At("2026-10-01", 7, 0), 5, true).LastOn);

    [Fact]
    public void A_make_up_saturday_may_be_a_counted_publication_day()
        => Assert.Equal(Date("2026-05-14"), NoticePeriod.Of(Calendar, At("2026-05-09", 7, 0), 5, true).LastOn);

    [Fact]
    public void The_publication_day_is_read_on_a_clock_in_china()
    {
        // 2026-03-02 23:00 UTC is already 3 March in Shanghai.
        var period = NoticePeriod.Of(Calendar, new DateTimeOffset(2026, 3, 2, 23, 0, 0, TimeSpan.Zero), 5);

        Assert.Equal(Date("2026-03-10"), period.LastOn);
    }

    [Fact]
    public void It_ends_at_midnight_and_a_report_at_ten_to_midnight_still_counts()
    {
        var period = NoticePeriod.Of(Calendar, At("2026-03-02", 10, 0), 5);

        Assert.True(At("2026-03-09", 23, 50) <= period.EndsAt);
        Assert.True(period.EndsAt < At("2026-03-10", 0, 0));
    }

    [Fact]
    public void Four_working_days_are_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => NoticePeriod.Of(Calendar, At("2026-03-02", 10, 0), 4));

    [Fact]
    public void Five_to_fifteen_days_may_be_chosen_by_the_unit()
    {
        Assert.Equal(Date("2026-03-11"), NoticePeriod.Of(Calendar, At("2026-03-02", 10, 0), 7).LastOn);
        Assert.Equal(Date("2026-03-23"), NoticePeriod.Of(Calendar, At("2026-03-02", 10, 0), 15).LastOn);
    }

    [Fact]
    public void A_period_that_reaches_into_a_year_without_a_notice_is_provisional()
    {
        Assert.False(NoticePeriod.Of(Calendar, At("2026-12-24", 10, 0), 5).Provisional);
        Assert.True(NoticePeriod.Of(Calendar, At("2026-12-25", 10, 0), 5).Provisional);
    }

    [Fact]
    public void It_names_the_calendar_it_was_counted_on()
        => Assert.Equal(Calendar.Version, NoticePeriod.Of(Calendar, At("2026-03-02", 10, 0), 5).CalendarVersion);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string date, int hour, int minute) => ChinaTime.At(Date(date), new TimeOnly(hour, minute));
}
