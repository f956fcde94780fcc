using System.Net;
using ApprovalFlow.Calendar;
using ApprovalFlow.Objections;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stages.Ending;

[Trait("Database", "Every")]
public sealed class ReadingNotices
{
    [Fact]
    public async Task A_public_notice_is_read_without_signing_in_until_its_end()
    {
        using var it = await EndingCase.With();
        using var browser = it.App.Anybody();
        Assert.Contains("现在没有可以查看的公告公示", (await browser.Read("/notices")).Body!.TextContent, StringComparison.Ordinal);
        await it.Publish();
        var id = (await it.Notices())[0].Id;
        Assert.Contains("剩 5 个工作日", (await browser.Read("/notices")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await browser.Read("/notices?kind=Announcement")).QuerySelectorAll(".notice-list li"));
        Assert.Contains("人选一", (await browser.Read($"/notices/{id}")).QuerySelector(".document")!.TextContent, StringComparison.Ordinal);

        it.App.Clock.GoTo(EndingCase.LastInstant);
        Assert.Equal(HttpStatusCode.OK, await browser.Try($"/notices/{id}"));
        it.App.Clock.GoTo(EndingCase.LastInstant.AddMicroseconds(1));
        Assert.Equal(HttpStatusCode.NotFound, await browser.Try($"/notices/{id}"));
        Assert.Empty((await browser.Read("/notices")).QuerySelectorAll(".notice-list li"));
    }

    [Fact]
    public async Task After_its_end_those_who_follow_the_competition_still_read_it_and_nobody_reports_on_it()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        var id = (await it.Notices())[0].Id;
        using var organiser = it.App.As(it.Organiser);
        Assert.DoesNotContain("已不再公布", (await organiser.Read($"/notices/{id}")).Body!.TextContent, StringComparison.Ordinal);
        it.App.Clock.GoTo(EndingCase.LastInstant.AddMicroseconds(1));
        var after = await organiser.Read($"/notices/{id}");
        Assert.Contains("已不再公布", after.QuerySelector(".notice-box-wait")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("人选一", after.QuerySelector(".document")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("逾期", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await organiser.Try($"/notices/{id}/objection"));
        using var colleague = it.App.As(await it.App.HasPerson(it.Unit, "同事"));
        Assert.Equal(HttpStatusCode.NotFound, await colleague.Try($"/notices/{id}"));
    }

    [Fact]
    public async Task A_notice_to_the_unit_is_for_its_staff()
    {
        using var it = await EndingCase.With(notice: new { Scope = "Unit" });
        await it.Publish();
        var id = (await it.Notices())[0].Id;
        using var anybody = it.App.Anybody();
        Assert.Equal(HttpStatusCode.NotFound, await anybody.Try($"/notices/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await anybody.Try($"/notices/{id}/objection"));
        var colleague = await it.App.HasPerson(it.Unit, "同事");
        using var staff = it.App.As(colleague);
        Assert.Equal(HttpStatusCode.OK, await staff.Try($"/notices/{id}/objection"));
        var other = await it.App.HasPerson(await it.App.HasUnit("finance", "某省财政厅"), "外单位");
        using var stranger = it.App.As(other);
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Try($"/notices/{id}"));
    }

    [Fact]
    public async Task A_report_gets_a_code_that_tells_only_how_far_it_has_come()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        using var browser = it.App.Anybody();
        using var sent = await Send(it, browser);
        var address = sent.Headers.Location!.ToString();
        Assert.StartsWith("/notices/objection/", address, StringComparison.Ordinal);
        var status = await browser.Read(address);
        Assert.Equal("已收到", Now(status));
        Assert.DoesNotContain("某事", status.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("人选一", status.Body!.TextContent, StringComparison.Ordinal);

        var code = address[(address.LastIndexOf('/') + 1)..];
        await it.Verify(code);
        Assert.Equal("正在核查", Now(await browser.Read(address)));
        await it.Decide(code, ObjectionState.NoEffect);
        Assert.Equal(3, (await browser.Read(address)).QuerySelectorAll(".step-done").Length);
        Assert.Equal(HttpStatusCode.NotFound, await browser.Try("/notices/objection/0000000000000000"));
    }

    [Fact]
    public async Task One_device_sends_three_reports_a_day()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        using var browser = it.App.Anybody();
        for (var i = 0; i < 3; i++)
        {
            using var sent = await Send(it, browser);
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        }

        using var fourth = await Send(it, browser);
        Assert.Contains("这台设备今天已经提交 3 次", (await fourth.Page()).QuerySelector(".validation-summary-errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, (await it.App.Rows<Objection>()).Count);
        using var other = it.App.Anybody();
        using var elsewhere = await Send(it, other);
        Assert.Equal(HttpStatusCode.Redirect, elsewhere.StatusCode);

        it.App.Clock.GoTo(ChinaTime.StartOf(new(2026, 9, 29)));
        using var tomorrow = await Send(it, browser);
        Assert.Equal(HttpStatusCode.Redirect, tomorrow.StatusCode);
    }

    [Fact]
    public async Task A_refused_report_loses_nothing_that_was_typed()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        using var browser = it.App.Anybody();
        var person = await it.NoticePersonOf(it.Candidates[0]);
        using var refused = await browser.Submit(
            $"/notices/{person.NoticeId}/objection", ("PersonId", person.Id.ToString()), ("Facts", "事实"), ("Named", "true"), ("Name", "张三"), ("NoticeRead", "true"));
        var page = await refused.Page();
        Assert.Contains("署名反映请填写姓名和联系方式。", page.QuerySelector(".validation-summary-errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("事实", page.QuerySelector("textarea[name=Facts]")!.TextContent.Trim());
        Assert.Equal("张三", page.QuerySelector("input[name=Name]")!.GetAttribute("value"));
        Assert.Equal("800", page.QuerySelector("textarea[name=Facts]")!.GetAttribute("maxlength"));
    }

    [Fact]
    public async Task Every_page_of_the_ending_is_there_for_whom_it_is_for_and_for_nobody_else()
    {
        using var it = await EndingCase.With([1], [0]);
        var stranger = await it.App.HasPerson(await it.App.HasUnit("finance", "某省财政厅"), "外单位", Role.Organiser, Role.Discipline);
        await Reads(it, $"/tasks/publish-notice/{(await it.OpenTask(TaskKind.PublishNotice)).Id}", it.Organiser, stranger);
        await it.Publish();
        await Reads(it, $"/stages/public-notice/{(await it.Run(StageKind.PublicNotice)).Id}", it.Organiser, it.Candidates[0]);
        await Reads(it, $"/stages/public-notice/{(await it.Run(StageKind.PublicNotice)).Id}", it.Discipline, stranger);
        await Reads(it, $"/notices/{(await it.Notices())[0].Id}/objection/record", it.Organiser, it.Candidates[0]);
        var report = await it.Report(it.Candidates[0], named: true);
        await Reads(it, $"/tasks/handle-objection/{(await it.OpenTask(TaskKind.HandleObjection)).Id}", it.Handler, it.Organiser);
        await it.Verify(report.Code);
        await Reads(it, $"/tasks/decide-objection/{(await it.OpenTask(TaskKind.DecideObjection)).Id}", it.Discipline, it.Organiser);
        await it.Decide(report.Code, ObjectionState.Unsubstantiated);
        await it.AfterTheEnd();
        await Reads(it, $"/tasks/appointment-talk/{(await it.OpenTask(TaskKind.AppointmentTalk)).Id}", it.Organiser, it.Candidates[0]);
        await it.Talk(it.Candidates[0]);
        await Reads(it, $"/tasks/appointment-document/{(await it.OpenTask(TaskKind.AppointmentDocument)).Id}", it.Organiser, it.Candidates[0]);
        await it.Issue(it.Candidates[0], "8");
        var run = (await it.Run(StageKind.Appointment)).Id;
        await Reads(it, $"/stages/appointment/{run}", it.Organiser, it.Candidates[0]);
        await Reads(it, $"/stages/appointment/{run}/documents/{(await it.ApplicationOf(it.Candidates[0])).Id}", it.Organiser, stranger);
        await it.At(ChinaTime.StartOf(new(2027, 10, 12)));
        await Reads(it, $"/stages/probation/{(await it.Run(StageKind.Probation)).Id}", it.Organiser, stranger);
        await Reads(it, $"/tasks/probation-report/{(await it.Tasks(TaskKind.ProbationReport)).Single().Id}", it.Candidates[0], it.Organiser);
        await Reads(it, $"/tasks/probation-opinion/{(await it.OpenTask(TaskKind.ProbationOpinion)).Id}", it.Organiser, it.Candidates[0]);
        using var organiser = it.App.As(it.Organiser);
        using var assessed = await organiser.Press(
            $"/tasks/probation-opinion/{(await it.OpenTask(TaskKind.ProbationOpinion)).Id}", "提交考核意见",
            ("Excellent", "10"), ("Competent", "10"), ("BasicallyCompetent", "10"), ("Incompetent", "0"), ("Opinion", "意见"));
        Assert.Equal(HttpStatusCode.Redirect, assessed.StatusCode);
        await it.Work();
        var decision = $"/tasks/probation-decision/{(await it.OpenTask(TaskKind.ProbationDecision)).Id}";
        await Reads(it, decision, it.Secretary, it.Organiser);
        using var secretary = it.App.As(it.Secretary);
        Assert.Contains("没有超过三分之二", (await secretary.Read(decision)).Body!.TextContent, StringComparison.Ordinal);
        using var decided = await secretary.Press(decision, "记录党组决定", ("Confirm", "true"), ("Reason", "党组研究决定"));
        Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);
        await it.Work();
        await Reads(it, $"/tasks/archive-record/{(await it.OpenTask(TaskKind.ArchiveRecord)).Id}", it.Organiser, it.Candidates[0]);
        await Reads(it, $"/stages/archive/{(await it.Run(StageKind.Archive)).Id}", it.Organiser, stranger);
    }

    [Fact]
    public async Task Somebody_held_reads_that_and_never_why()
    {
        using var it = await EndingCase.With();
        await it.Publish();
        await it.Verify((await it.Report(it.Candidates[0])).Code);
        using var browser = it.App.As(it.Candidates[0]);
        var page = (await browser.Read($"/me/{it.Id}")).QuerySelector("main")!.TextContent;
        Assert.Contains("您的任职已暂缓", page, StringComparison.Ordinal);
        Assert.Contains("人选一，女，汉族", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Objection.HoldReason, page, StringComparison.Ordinal);
    }

    private static async Task Reads(EndingCase it, string address, Person reader, Person other)
    {
        foreach (var language in new[] { "zh-CN", "en" })
        {
            using var browser = it.App.As(reader, language);
            await browser.Read(address);
        }

        using var closed = it.App.As(other);
        Assert.Equal(HttpStatusCode.NotFound, await closed.Try(address));
    }

    private static async Task<HttpResponseMessage> Send(EndingCase it, HttpClient browser)
    {
        var person = await it.NoticePersonOf(it.Candidates[0]);
        var answer = await browser.Submit(
            $"/notices/{person.NoticeId}/objection", ("PersonId", person.Id.ToString()), ("Facts", "某事"), ("Named", "false"), ("NoticeRead", "true"));
        await it.Work();
        return answer;
    }

    private static string Now(AngleSharp.Html.Dom.IHtmlDocument page)
    {
        var step = page.QuerySelector(".step-now .step-title")!;
        step.QuerySelector(".visually-hidden")!.Remove();
        return step.TextContent.Trim();
    }
}
