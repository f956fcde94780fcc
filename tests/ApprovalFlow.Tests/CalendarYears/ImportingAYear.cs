using System.Net;
using ApprovalFlow.Calendar;
using ApprovalFlow.CalendarYears;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Mail;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Stages.Ending;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.CalendarYears;

[Trait("Database", "Every")]
public sealed class ImportingAYear
{
    /// <summary>2026 as published, with one more day off on 9 October, made up on Sunday 11.</summary>
    private static string Later => File2026(",{\"name\":\"国庆节\",\"date\":\"2026-10-09\",\"isOffDay\":true},{\"name\":\"国庆节\",\"date\":\"2026-10-11\",\"isOffDay\":false}");

    /// <summary>2026 as published, with Sunday 4 October worked as well and 12 October off instead.</summary>
    private static string Earlier => File2026(
        ",{\"name\":\"国庆节\",\"date\":\"2026-10-12\",\"isOffDay\":true}", work: ",{\"name\":\"国庆节\",\"date\":\"2026-10-04\",\"isOffDay\":false}", without: "2026-10-04");

    [Fact]
    public async Task A_later_end_applies_at_once_is_on_record_and_told()
    {
        using var it = await Published();
        var result = await Import(it, Later);
        Assert.Equal((ImportCalendarOutcome.Imported, 0), (result.Outcome, result.WouldShorten));

        var ends = ChinaTime.EndOf(new(2026, 10, 11));
        Assert.Equal(ends, (await it.Notices()).Single().EndsAt);
        var deadline = Assert.Single(await it.App.Rows<Deadline>(all => all.Where(d => d.Kind == DeadlineKind.NoticeEnds)));
        Assert.Equal((ends, result.Version), (deadline.DueAt, deadline.CalendarVersion));
        Assert.Equal(["管理员"], (await it.Trail("deadline.lengthened")).Distinct());
        Assert.Contains("2026年10月11日", Assert.Single(await it.Mails(it.Candidates[0], MailEvent.M14Changed)).Text, StringComparison.Ordinal);
        var change = Assert.Single(await it.App.Rows<Notice>(all => all.Where(n => n.Kind == NoticeKind.Change)));
        Assert.Equal(ends, change.EndsAt);

        await it.AfterTheEnd();
        Assert.Equal(ApprovalFlow.Applications.ApplicationState.OnNotice, await it.StateOf(it.Candidates[0]));
        await it.At(ends.AddMicroseconds(1));
        Assert.Equal(ApprovalFlow.Applications.ApplicationState.Cleared, await it.StateOf(it.Candidates[0]));
    }

    [Fact]
    public async Task An_earlier_end_waits_for_the_leading_group()
    {
        using var it = await Published();
        var result = await Import(it, Earlier);
        Assert.True(result.WouldShorten > 0);
        Assert.Equal(EndingCase.LastInstant, (await it.Notices()).Single().EndsAt);

        var sheet = await it.App.Ask<CalendarSheetQuery, CalendarSheet?>(q => q.ForAsync(EndingCase.Of(it.Leader), default));
        var earlier = Assert.Single(sheet!.Earlier, e => e.Kind == DeadlineKind.NoticeEnds);
        Assert.Equal(ChinaTime.EndOf(new(2026, 10, 9)), earlier.WouldBe);
        Assert.Equal(ApproveShorteningOutcome.NotFound, await Approve(it, earlier.Id, it.Organiser));
        Assert.Equal(ApproveShorteningOutcome.Approved, await Approve(it, earlier.Id, it.Leader));
        Assert.Equal(ApproveShorteningOutcome.NothingToApprove, await Approve(it, earlier.Id, it.Leader));
        Assert.Equal(ChinaTime.EndOf(new(2026, 10, 9)), (await it.Notices()).Single().EndsAt);
        Assert.Equal(["领导戊"], await it.Trail("deadline.shortened"));
        Assert.Single(await it.Mails(it.Candidates[0], MailEvent.M14Changed));
    }

    [Fact]
    public async Task An_earlier_end_that_has_passed_is_not_approved()
    {
        using var it = await Published();
        await Import(it, Earlier);
        await it.At(ChinaTime.At(new(2026, 10, 10), new(9, 0)));
        var deadline = (await it.App.Rows<Deadline>(all => all.Where(d => d.Kind == DeadlineKind.NoticeEnds))).Single();
        Assert.Equal(ApproveShorteningOutcome.AlreadyPast, await Approve(it, deadline.Id, it.Leader));
    }

    [Fact]
    public async Task A_task_moves_with_its_deadline()
    {
        using var it = await EndingCase.With();
        var before = await it.OpenTask(TaskKind.PublishNotice);
        Assert.Equal(ChinaTime.EndOf(new(2026, 10, 8)), before.DueAt);
        await Import(it, File2026(",{\"name\":\"国庆节\",\"date\":\"2026-10-08\",\"isOffDay\":true}"));
        Assert.Equal(ChinaTime.EndOf(new(2026, 10, 9)), (await it.OpenTask(TaskKind.PublishNotice)).DueAt);
        Assert.Single(await it.Mails(it.Organiser, MailEvent.M14Changed));
    }

    [Fact]
    public async Task Every_problem_is_named_and_nothing_is_taken_over()
    {
        using var it = await EndingCase.With();
        var administrator = await it.App.HasPerson(it.Unit, "管理员", Role.UnitAdministrator);
        using var browser = it.App.As(administrator);
        using var answer = await browser.Upload(
            "/admin/calendar", "导入", "File", "2027.json",
            "{\"year\":2027,\"papers\":[],\"days\":[{\"name\":\"元旦\",\"date\":\"2027/01/01\",\"isOffDay\":true},{\"name\":\"春节\",\"date\":\"2027-02-05\",\"isOffDay\":true},{\"name\":\"春节\",\"date\":\"2027-02-05\",\"isOffDay\":true}]}"u8.ToArray());
        var page = await answer.Page();
        var said = page.QuerySelector(".notice-box-bad")!.TextContent;
        Assert.Contains("缺少国务院办公厅通知的链接", said, StringComparison.Ordinal);
        Assert.Contains("日期写法不对", said, StringComparison.Ordinal);
        Assert.Contains("日期重复", said, StringComparison.Ordinal);
        Assert.Empty(await it.App.Rows<CalendarImport>());
    }

    [Fact]
    public async Task Through_the_page_a_year_becomes_official()
    {
        using var it = await EndingCase.With();
        var administrator = await it.App.HasPerson(it.Unit, "管理员", Role.UnitAdministrator);
        using var browser = it.App.As(administrator);
        using var answer = await browser.Upload("/admin/calendar", "导入", "File", "2026.json", System.Text.Encoding.UTF8.GetBytes(Later));
        var page = answer.StatusCode == HttpStatusCode.Redirect ? await browser.Read("/admin/calendar") : await answer.Page();
        Assert.Contains("2026.json", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Single(await it.App.Rows<CalendarImport>());
        using var again = await browser.Upload("/admin/calendar", "导入", "File", "2026.json", System.Text.Encoding.UTF8.GetBytes(Later));
        Assert.Contains("没有变化", (await again.Page()).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_for_those_who_keep_the_calendar()
    {
        using var it = await EndingCase.With();
        Assert.Equal(ImportCalendarOutcome.NotFound, (await Import(it, Later, it.Organiser)).Outcome);
        using var organiser = it.App.As(it.Organiser);
        Assert.Equal(HttpStatusCode.NotFound, await organiser.Try("/admin/calendar"));
        using var leader = it.App.As(it.Leader, "en");
        Assert.Empty((await leader.Read("/admin/calendar")).QuerySelectorAll("input[type=file]"));
    }

    [Fact]
    public async Task The_imported_years_are_in_force_after_a_restart()
    {
        using var it = await Published();
        await Import(it, Later);
        await it.App.Do<Calendars>(c =>
        {
            c.Use(BuiltInCalendar.Current);
            return Task.CompletedTask;
        });
        await it.App.Do<LoadCalendars>(l => l.RunOnceAsync(default));
        Assert.False(await it.App.Ask<Calendars, bool>(c => Task.FromResult(c.Current.IsWorkingDay(new(2026, 10, 9)))));
    }

    [Theory]
    [InlineData("2026-09-28", 5, "2026-10-10", "2026-10-11")]
    [InlineData("2026-09-28", 3, "2026-10-08", "2026-10-08")]
    [InlineData("2026-09-22", 5, "2026-09-30", "2026-09-30")]
    [InlineData("2026-10-01", 5, "2026-10-13", "2026-10-13")]
    public void Counting_again_keeps_the_number_of_working_days(string from, int days, string was, string becomes)
    {
        var start = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture);
        var old = BuiltInCalendar.Current;
        var calendar = old.With("next", HolidayImport.Read(Later).Years);
        var due = ChinaTime.EndOf(old.AddWorkingDays(start, days));
        Assert.Equal(was, ChinaTime.DateOf(due).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(becomes, ChinaTime.DateOf(Recount.Of(old, calendar, start, due)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Counting_again_keeps_an_extension_and_what_follows_the_last_working_day()
    {
        var calendar = BuiltInCalendar.Current;
        var extended = ChinaTime.EndOf(new(2026, 10, 16));
        Assert.Equal(extended, Recount.Of(calendar, calendar, new(2026, 9, 28), extended));
        var sunday = ChinaTime.EndOf(new(2026, 10, 18));
        Assert.Equal(sunday, Recount.Of(calendar, calendar, new(2026, 9, 28), sunday));
        var noon = ChinaTime.At(new(2026, 10, 16), new(12, 0));
        Assert.Equal(noon, Recount.Of(calendar, calendar, new(2026, 9, 28), noon));
    }

    private static async Task<EndingCase> Published()
    {
        var it = await EndingCase.With();
        await it.Publish();
        return it;
    }

    private static async Task<ImportCalendarResult> Import(EndingCase it, string json, Person? by = null)
    {
        by ??= await it.App.HasPerson(it.Unit, "管理员", Role.UnitAdministrator);
        var result = await it.App.Ask<ImportCalendarYear, ImportCalendarResult>(i => i.RunAsync(new("2026.json", json), EndingCase.Of(by), default));
        await it.Work();
        return result;
    }

    private static async Task<ApproveShorteningOutcome> Approve(EndingCase it, Guid deadline, Person by)
    {
        var outcome = await it.App.Ask<ApproveShortening, ApproveShorteningOutcome>(a => a.RunAsync(new(deadline), EndingCase.Of(by), default));
        await it.Work();
        return outcome;
    }

    /// <summary>The built-in 2026 in the layout of holiday-cn, with more days and without one.</summary>
    private static string File2026(string more = "", string work = "", string without = "")
    {
        var year = BuiltInCalendar.Current.Years[2026];
        var days = year.Off.Select(d => (d, true)).Concat(year.Work.Select(d => (d, false)))
            .Select(d => (Date: d.d.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), d.d.Name, Off: d.Item2))
            .Where(d => d.Date != without)
            .Select(d => $"{{\"name\":\"{d.Name}\",\"date\":\"{d.Date}\",\"isOffDay\":{(d.Off ? "true" : "false")}}}");
        return $"{{\"year\":2026,\"papers\":[\"https://www.gov.cn/x.htm\"],\"days\":[{string.Join(',', days)}{more}{work}]}}";
    }
}
