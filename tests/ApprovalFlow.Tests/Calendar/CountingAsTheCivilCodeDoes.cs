using ApprovalFlow.Calendar;

namespace ApprovalFlow.Tests.Calendar;

public class CountingAsTheCivilCodeDoes
{
    private static readonly WorkingCalendar Calendar = BuiltInCalendar.Current;

    [Fact]
    public void The_first_day_is_not_counted()
        => Assert.Equal(new(2026, 4, 1), CivilPeriod.LastDay(Calendar, new(2026, 3, 2), 30));

    [Fact]
    public void A_last_day_on_a_holiday_moves_past_the_whole_holiday()
        => Assert.Equal(new(2026, 10, 8), CivilPeriod.LastDay(Calendar, new(2026, 9, 16), 15));

    [Fact]
    public void A_last_day_on_a_make_up_sunday_stays()
        => Assert.Equal(new(2026, 9, 20), CivilPeriod.LastDay(Calendar, new(2026, 9, 5), 15));

    [Fact]
    public void A_last_day_on_an_ordinary_sunday_moves_to_monday()
        => Assert.Equal(new(2026, 3, 16), CivilPeriod.LastDay(Calendar, new(2026, 3, 10), 5));

    [Fact]
    public void Days_in_between_are_all_counted_worked_or_not()
        => Assert.Equal(new(2026, 10, 9), CivilPeriod.LastDay(Calendar, new(2026, 9, 30), 9));

    [Theory]
    [InlineData("2025-10-16", 12, "2026-10-16")]
    [InlineData("2026-01-31", 1, "2026-02-28")]
    [InlineData("2028-01-31", 1, "2028-02-29")]
    [InlineData("2028-02-29", 12, "2029-02-28")]
    [InlineData("2026-02-28", 1, "2026-03-28")]
    [InlineData("2026-08-31", 6, "2027-02-28")]
    [InlineData("2026-08-31", 18, "2028-02-29")]
    public void Months_end_on_the_corresponding_day_or_at_month_end(string start, int months, string last)
        => Assert.Equal(
            DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture),
            CivilPeriod.CorrespondingDay(DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture), months));

    [Fact]
    public void A_month_to_answer_that_ends_on_a_holiday_runs_to_the_next_working_day()
        => Assert.Equal(new(2026, 10, 8), CivilPeriod.LastDayOfMonths(Calendar, new(2026, 9, 3), 1));

    [Fact]
    public void A_state_that_runs_out_is_not_prolonged_by_a_holiday()
        => Assert.Equal(new(2026, 10, 3), CivilPeriod.CorrespondingDay(new(2025, 10, 3), 12));

    [Fact]
    public void Nothing_is_counted_backwards()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CivilPeriod.LastDay(Calendar, new(2026, 3, 2), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CivilPeriod.CorrespondingDay(new(2026, 3, 2), -1));
    }
}
