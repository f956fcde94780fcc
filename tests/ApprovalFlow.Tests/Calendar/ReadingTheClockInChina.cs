using ApprovalFlow.Calendar;

namespace ApprovalFlow.Tests.Calendar;

public class ReadingTheClockInChina
{
    [Fact]
    public void Sixteen_hundred_utc_is_already_tomorrow()
    {
        Assert.Equal(new(2026, 3, 2), ChinaTime.DateOf(new(2026, 3, 2, 15, 59, 59, TimeSpan.Zero)));
        Assert.Equal(new(2026, 3, 3), ChinaTime.DateOf(new(2026, 3, 2, 16, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Summer_keeps_the_same_offset_as_winter()
    {
        Assert.Equal(TimeSpan.FromHours(8), ChinaTime.StartOf(new(2026, 7, 1)).Offset);
        Assert.Equal(TimeSpan.FromHours(8), ChinaTime.StartOf(new(2026, 1, 1)).Offset);
    }

    [Fact]
    public void The_end_of_a_day_belongs_to_it_and_the_next_microsecond_does_not()
    {
        var end = ChinaTime.EndOf(new(2026, 3, 9));

        Assert.Equal(new(2026, 3, 9), ChinaTime.DateOf(end));
        Assert.Equal(ChinaTime.StartOf(new(2026, 3, 10)), end.AddMicroseconds(1));
    }

    [Fact]
    public void The_end_of_a_day_survives_a_store_that_keeps_microseconds()
        => Assert.Equal(0, ChinaTime.EndOf(new(2026, 3, 9)).Ticks % TimeSpan.TicksPerMicrosecond);

    [Fact]
    public void Midnight_belongs_to_the_day_it_begins()
        => Assert.Equal(new(2026, 3, 9), ChinaTime.DateOf(ChinaTime.StartOf(new(2026, 3, 9))));
}
