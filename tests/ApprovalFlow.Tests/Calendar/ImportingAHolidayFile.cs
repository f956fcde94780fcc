using ApprovalFlow.Calendar;

namespace ApprovalFlow.Tests.Calendar;

public class ImportingAHolidayFile
{
    private const string OneDay = """{"name":"元旦","date":"2026-01-01","isOffDay":true}""";

    [Fact]
    public void One_year_as_holiday_cn_publishes_it_is_read_day_by_day()
    {
        var import = HolidayImport.Read(SingleYear(2026));

        Assert.True(import.Accepted);
        Assert.Empty(import.Problems);
        AssertSame(BuiltInCalendar.Current.Years[2026], Assert.Single(import.Years));
    }

    [Fact]
    public void A_collection_of_years_is_read_day_by_day()
    {
        var import = HolidayImport.Read($$"""{"note":"n","years":{ {{Collected(2025)}}, {{Collected(2026)}} } }""");

        Assert.Empty(import.Problems);
        Assert.Equal([2025, 2026], import.Years.Select(year => year.Year));
        AssertSame(BuiltInCalendar.Current.Years[2025], import.Years[0]);
    }

    [Fact]
    public void A_year_may_reach_back_into_the_december_before()
    {
        var import = HolidayImport.Read(Single("2027", OneDay.Replace("2026-01-01", "2026-12-31", StringComparison.Ordinal)));
        Assert.True(import.Accepted);
    }

    [Theory]
    [InlineData("{", HolidayProblemKind.NotJson)]
    [InlineData("", HolidayProblemKind.NotJson)]
    [InlineData("[]", HolidayProblemKind.UnknownLayout)]
    [InlineData("{}", HolidayProblemKind.UnknownLayout)]
    [InlineData("""{"years":{"2026":[]}}""", HolidayProblemKind.UnknownLayout)]
    [InlineData("""{"years":{"2026":{"papers":["p"],"off":"2026-01-01"}}}""", HolidayProblemKind.UnknownLayout)]
    [InlineData("""{"years":{"next":{"papers":["p"],"off":[]}}}""", HolidayProblemKind.BadYear)]
    public void A_file_that_is_something_else_says_so(string json, HolidayProblemKind kind) => AssertRefused(json, kind);

    [Theory]
    [InlineData("2007")]
    [InlineData("2101")]
    [InlineData("-2026")]
    [InlineData("\"2026\"")]
    [InlineData("20.26")]
    public void A_year_that_cannot_be_is_refused(string year) => AssertRefused(Single(year, OneDay), HolidayProblemKind.BadYear);

    [Fact]
    public void A_year_without_the_states_notice_is_refused()
        => AssertRefused($$"""{"year":2026,"papers":[],"days":[{{OneDay}}]}""", HolidayProblemKind.NoNotice);

    [Fact]
    public void A_year_whose_days_are_not_out_yet_is_refused()
        => AssertRefused("""{"year":2027,"papers":[],"days":[]}""", HolidayProblemKind.NoDays);

    [Theory]
    [InlineData("""{"name":"元旦","date":"2026-1-1","isOffDay":true}""")]
    [InlineData("""{"name":"元旦","date":"2026-02-30","isOffDay":true}""")]
    [InlineData("""{"name":"","date":"2026-01-01","isOffDay":true}""")]
    [InlineData("""{"name":"元旦","date":20260101,"isOffDay":true}""")]
    [InlineData("""{"name":"元旦","date":"2026-01-01","isOffDay":"yes"}""")]
    [InlineData("""{"name":"元旦","date":"2026-01-01"}""")]
    [InlineData("7")]
    public void A_day_that_cannot_be_read_is_named_with_its_place(string day)
    {
        var problem = AssertRefused(Single("2026", OneDay, day), HolidayProblemKind.BadDay);

        Assert.Equal("$.days[1]", problem.Where);
        Assert.Equal(day, problem.Found);
    }

    [Theory]
    [InlineData("2027-01-01")]
    [InlineData("2025-11-30")]
    [InlineData("2024-12-31")]
    public void A_day_of_another_year_is_refused(string date)
        => Assert.Equal(date, AssertRefused(
            Single("2026", OneDay, OneDay.Replace("2026-01-01", date, StringComparison.Ordinal)), HolidayProblemKind.WrongYear).Found);

    [Fact]
    public void The_same_day_twice_is_refused() => AssertRefused(Single("2026", OneDay, OneDay), HolidayProblemKind.DuplicateDay);

    [Fact]
    public void A_day_both_off_and_worked_is_refused()
        => AssertRefused(
            Single("2026", """{"name":"x","date":"2026-01-04","isOffDay":true}""", """{"name":"x","date":"2026-01-04","isOffDay":false}"""),
            HolidayProblemKind.DuplicateDay);

    [Fact]
    public void A_make_up_day_in_the_middle_of_the_week_is_refused()
        => AssertRefused(
            Single("2026", OneDay, """{"name":"x","date":"2026-01-05","isOffDay":false}"""), HolidayProblemKind.MakeUpOnWeekday);

    [Fact]
    public void The_same_year_twice_is_refused()
        => AssertRefused($$"""{"years":{ {{Collected(2026)}}, {{Collected(2026)}} } }""", HolidayProblemKind.DuplicateYear);

    [Fact]
    public void A_list_that_was_cut_off_is_accepted_with_a_warning()
    {
        var import = HolidayImport.Read(Single("2026", OneDay));

        Assert.True(import.Accepted);
        var warning = Assert.Single(import.Problems);
        Assert.Equal(HolidayProblemKind.UnusualWorkingDays, warning.Kind);
        Assert.Equal("260", warning.Found);
        Assert.False(warning.Refuses);
    }

    [Fact]
    public void One_bad_year_keeps_the_good_one_out_too()
    {
        var import = HolidayImport.Read($$"""{"years":{ {{Collected(2026)}}, "2027":{"papers":[],"off":[]} } }""");

        Assert.False(import.Accepted);
        Assert.Empty(import.Years);
    }

    [Fact]
    public void The_place_where_reading_stopped_is_given_as_line_and_column()
        => Assert.Equal("2:2", AssertRefused("{\n x", HolidayProblemKind.NotJson).Found);

    private static HolidayProblem AssertRefused(string json, HolidayProblemKind kind)
    {
        var import = HolidayImport.Read(json);

        Assert.False(import.Accepted);
        return import.Problems.First(problem => problem.Kind == kind);
    }

    private static void AssertSame(CalendarYear expected, CalendarYear actual)
    {
        Assert.Equal(expected.Papers.AsEnumerable(), actual.Papers);
        Assert.Equal(expected.Off.AsEnumerable(), actual.Off);
        Assert.Equal(expected.Work.AsEnumerable(), actual.Work);
        Assert.True(actual.Official);
    }

    private static string SingleYear(int year)
    {
        var known = BuiltInCalendar.Current.Years[year];
        var days = known.Off.Select(day => Entry(day, ",\"isOffDay\":true")).Concat(known.Work.Select(day => Entry(day, ",\"isOffDay\":false")));
        return $$"""{"$schema":"s","year":{{year}},"papers":["{{known.Papers[0]}}"],"days":[{{string.Join(',', days)}}]}""";
    }

    private static string Collected(int year)
    {
        var known = BuiltInCalendar.Current.Years[year];
        var off = string.Join(',', known.Off.Select(day => Entry(day, "")));
        var work = string.Join(',', known.Work.Select(day => Entry(day, "")));
        return $$"""  "{{year}}":{"papers":["{{known.Papers[0]}}"],"off":[{{off}}],"work":[{{work}}]}""";
    }

    private static string Entry(CalendarDay day, string rest) => $$"""{"name":"{{day.Name}}","date":"{{day.Date:yyyy-MM-dd}}"{{rest}}}""";

    private static string Single(string year, params string[] days)
        => $$"""{"year":{{year}},"papers":["https://www.gov.cn/notice"],"days":[{{string.Join(',', days)}}]}""";
}
