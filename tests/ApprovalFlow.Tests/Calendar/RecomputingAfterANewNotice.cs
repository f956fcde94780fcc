using ApprovalFlow.Calendar;

namespace ApprovalFlow.Tests.Calendar;

public class RecomputingAfterANewNotice
{
    private static readonly WorkingCalendar Calendar = BuiltInCalendar.Current;
    private static readonly NoticePeriod Notice = NoticePeriod.Of(Calendar, ChinaTime.At(new(2026, 12, 29), new(10, 0)), 5);

    [Fact]
    public void An_extra_day_off_lengthens_and_applies_by_itself()
    {
        var change = Against(off: [new(2027, 1, 1), new(2027, 1, 4)], work: []);

        Assert.Equal(RecomputeOutcome.Lengthened, change.Outcome);
        Assert.Equal(ChinaTime.EndOf(new(2027, 1, 7)), change.InForce);
    }

    [Fact]
    public void A_make_up_day_would_shorten_and_does_not_apply_unapproved()
    {
        var change = Against(off: [new(2027, 1, 1)], work: [new(2027, 1, 2)]);

        Assert.Equal(RecomputeOutcome.WouldShorten, change.Outcome);
        Assert.Equal(ChinaTime.EndOf(new(2027, 1, 5)), change.Becomes);
        Assert.Equal(Notice.EndsAt, change.InForce);
    }

    [Fact]
    public void The_days_everybody_expected_change_nothing()
    {
        var change = Against(off: [new(2027, 1, 1)], work: []);

        Assert.Equal(RecomputeOutcome.Unchanged, change.Outcome);
        Assert.Equal(Notice.EndsAt, change.InForce);
    }

    [Fact]
    public void One_microsecond_is_a_difference()
    {
        var due = ChinaTime.EndOf(new(2027, 1, 6));

        Assert.Equal(RecomputeOutcome.Lengthened, new Recompute(due, due.AddMicroseconds(1)).Outcome);
        Assert.Equal(RecomputeOutcome.WouldShorten, new Recompute(due, due.AddMicroseconds(-1)).Outcome);
    }

    [Fact]
    public void The_same_instant_on_another_clock_is_no_difference()
    {
        var due = ChinaTime.EndOf(new(2027, 1, 6));
        Assert.Equal(RecomputeOutcome.Unchanged, new Recompute(due, due.ToUniversalTime()).Outcome);
    }

    private static Recompute Against(DateOnly[] off, DateOnly[] work)
    {
        var imported = new CalendarYear(2027, true, ["notice"],
            [.. off.Select(day => new CalendarDay(day, "元旦"))], [.. work.Select(day => new CalendarDay(day, "元旦"))]);
        return new(Notice.EndsAt, Notice.On(Calendar.With("next", [imported])).EndsAt);
    }
}
