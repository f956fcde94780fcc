using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Procedures;

/// <summary>Changing a drawing without drawing, through the outline page.</summary>
public sealed class EditingInTheOutline(DraftRoom room) : IClassFixture<DraftRoom>
{
    [Fact]
    public async Task A_written_exam_added_between_review_and_interview_is_where_the_designer_shows_it_too()
    {
        var id = await room.StartAsync();
        using var browser = room.App.As(room.Administrator);
        using (var added = await browser.Send(Page(id), Form("qualification-review", "Add"), ("stage", "WrittenExam")))
            Assert.Equal($"{Page(id)}?open=written-exam#stage-written-exam", added.Headers.Location!.ToString());

        var drawing = await DrawingOf(id);
        Assert.Equal("written-exam", Target(drawing, "qualification-review", "Qualified"));
        Assert.Equal("interview", Target(drawing, "written-exam", "Shortlisted"));
        Assert.Equal("close-written-exam", Target(drawing, "written-exam", "NonePassed"));
        Assert.Equal("NonePassed", drawing.Activities.Single(a => a.Id == "close-written-exam").Setting("Reason"));
        var (exam, interview) = (drawing.First(StageKind.WrittenExam)!, drawing.First(StageKind.Interview)!);
        Assert.True(exam.Y < interview.Y);
        Assert.Equal(drawing.Activities.Count, drawing.Activities.Select(a => (a.X, a.Y)).Distinct().Count());
        Assert.Equal("weights: 130", $"weights: {ProcedureTerms.Of(drawing).TotalWeight:0}");
    }

    [Fact]
    public async Task Every_kind_of_setting_is_saved_as_the_designer_would_have_written_it()
    {
        var id = await room.StartAsync();
        using var browser = room.App.As(room.Administrator);
        using (await browser.Send(Page(id), Form("registration", "Save"),
            ("name", "网上报名"), ("f.OpeningRatio", "4"), ("f.BelowFloor", ""), ("f.BelowFloor", "Cancel"), ("f.BelowFloor", "Reduce"))) { }
        using (await browser.Send(Page(id), Form("notice", "Save"), ("f.CountPublicationDay", "false"), ("f.CountPublicationDay", "true"), ("f.Scope", "System"))) { }
        using (await browser.Send(Page(id), Form("interview", "Save"), ("f.Factors", "政策=50\r\n表达=50\r\n"))) { }

        var json = JsonNode.Parse((await room.Look(room.Administrator, id))!.Json)!;
        var registration = DraftRoom.Activity(json, "registration");
        Assert.Equal("网上报名", registration["metadata"]!["displayText"]!.GetValue<string>());
        Assert.Equal(("Literal", "4"), Expression(registration["openingRatio"]!));
        Assert.Equal(("Object", """["Cancel","Reduce"]"""), Expression(registration["belowFloor"]!));
        Assert.Equal(("Literal", "true"), Expression(DraftRoom.Activity(json, "notice")["countPublicationDay"]!));
        Assert.Equal(("Literal", "政策=50\n表达=50"), Expression(DraftRoom.Activity(json, "interview")["factors"]!));
        Assert.Null(DraftRoom.Activity(json, "interview")["fullMark"]);
    }

    [Fact]
    public async Task A_form_sent_back_as_it_came_changes_nothing_at_all()
    {
        var id = await room.StartAsync();
        using var browser = room.App.As(room.Administrator);
        var before = (await room.Look(room.Administrator, id))!;
        foreach (var stage in Drawing.Parse(before.Json).Activities)
        {
            using (await browser.Send(Page(id), Form(stage.Id, "Save"))) { }
        }

        var after = (await room.Look(room.Administrator, id))!;
        Assert.Equal((before.Revision, before.Json), (after.Revision, after.Json));
    }

    [Theory]
    [InlineData("f.Panel", "0", "请填写1至99的整数")]
    [InlineData("f.Panel", "100", "请填写1至99的整数")]
    [InlineData("f.Panel", "7.5", "请填写1至99的整数")]
    [InlineData("f.Weight", "100.01", "请填写0至100的数字")]
    [InlineData("f.Weight", "", "请填写0至100的数字")]
    [InlineData("f.TrimOn", "Nobody", "请从列出的选项中选择")]
    [InlineData("name", "<b>", "请填写名称")]
    public async Task A_wrong_value_is_said_at_its_field_and_nothing_typed_is_lost(string field, string value, string message)
    {
        var id = await room.StartAsync();
        using var browser = room.App.As(room.Administrator);
        using var refused = await browser.Send(Page(id), Form("interview", "Save"), ("f.PassLine", "61"), (field, value));
        var stage = (await refused.Page()).QuerySelector("#stage-interview")!;
        Assert.Contains(message, stage.QuerySelector(".field-validation-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("61", ((IHtmlInputElement)stage.QuerySelector("[name='f.PassLine']")!).Value);
        Assert.Equal(1, (await room.Look(room.Administrator, id))!.Revision);
    }

    [Theory]
    [InlineData("f.Panel", "1")]
    [InlineData("f.Panel", "99")]
    [InlineData("f.Weight", "100")]
    public async Task The_bounds_themselves_are_allowed(string field, string value)
    {
        var id = await room.StartAsync();
        using var browser = room.App.As(room.Administrator);
        using (await browser.Send(Page(id), Form("interview", "Save"), (field, value))) { }
        Assert.Equal(2, (await room.Look(room.Administrator, id))!.Revision);
    }

    [Fact]
    public async Task Two_who_change_different_stages_do_not_stand_in_each_others_way()
    {
        var id = await room.StartAsync();
        using var first = room.App.As(room.Administrator);
        using var second = room.App.As(room.Second);
        var mine = await first.Read(Page(id));
        using (await second.Send(Page(id), Form("notice", "Save"), ("f.WorkingDays", "7"))) { }
        using (await first.SendRead(mine, Form("interview", "Save"), Page(id), ("f.Panel", "9"))) { }
        var drawing = await DrawingOf(id);
        Assert.Equal(("7", "9"), (drawing.First(StageKind.PublicNotice)!.Setting("WorkingDays"), drawing.First(StageKind.Interview)!.Setting("Panel")));
    }

    [Fact]
    public async Task Two_who_change_the_same_stage_see_both_versions_and_the_later_decides()
    {
        var id = await room.StartAsync();
        using var first = room.App.As(room.Administrator);
        using var second = room.App.As(room.Second);
        var mine = await first.Read(Page(id));
        using (await second.Send(Page(id), Form("interview", "Save"), ("f.Panel", "7"))) { }

        using var stale = await first.SendRead(mine, Form("interview", "Save"), Page(id), ("f.Panel", "9"), ("f.PassLine", "65"));
        var page = await stale.Page();
        var stage = page.QuerySelector("#stage-interview")!;
        Assert.Contains("钱管理", stage.QuerySelector(".notice-box-bad")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("9", ((IHtmlInputElement)stage.QuerySelector("[name='f.Panel']")!).Value);
        Assert.Contains("现在是：7", stage.TextContent, StringComparison.Ordinal);
        Assert.Equal("7", (await DrawingOf(id)).First(StageKind.Interview)!.Setting("Panel"));

        using (await first.SendRead(page, Form("interview", "Save"), Page(id))) { }
        var interview = (await DrawingOf(id)).First(StageKind.Interview)!;
        Assert.Equal(("9", "65"), (interview.Setting("Panel"), interview.Setting("PassLine")));
    }

    [Fact]
    public async Task A_stage_taken_out_leaves_the_flow_joined_and_no_close_behind()
    {
        var id = await room.StartAsync();
        using var browser = room.App.As(room.Administrator);
        using (await browser.Send(Page(id), Form("interview", "Remove"))) { }
        var drawing = await DrawingOf(id);
        Assert.Equal("evaluation", Target(drawing, "qualification-review", "Qualified"));
        Assert.DoesNotContain(drawing.Activities, a => a.Id is "interview" or "close-interview");
        Assert.All(drawing.Connections, c => Assert.Contains(drawing.Activities, a => a.Id == c.To));
        using var undone = await browser.Send(Page(id), "#outline-state form");
        Assert.Equal(StageKind.Interview, (await DrawingOf(id)).First(StageKind.Interview)?.Stage);
    }

    [Fact]
    public async Task A_way_out_can_lead_elsewhere_or_nowhere()
    {
        var id = await room.StartAsync();
        using var browser = room.App.As(room.Administrator);
        using (await browser.Send(Page(id), $"{Way("notice", "NoneClear")}[action*=Lead]", ("to", "close-decision"))) { }
        Assert.Equal("close-decision", Target(await DrawingOf(id), "notice", "NoneClear"));
        using (await browser.Send(Page(id), $"{Way("notice", "NoneClear")}[action*=Lead]", ("to", ""))) { }
        Assert.DoesNotContain((await DrawingOf(id)).Connections, c => c is { From: "notice", Port: "NoneClear" });
        Assert.Contains("没有去向", (await browser.Read(Page(id))).QuerySelector("#stage-notice .outline-ways")!.TextContent, StringComparison.Ordinal);
        using (await browser.Send(Page(id), $"{Way("notice", "Clear")}[action*=Lead]", ("to", "start"))) { }
        Assert.Equal("appointment", Target(await DrawingOf(id), "notice", "Clear"));
    }

    [Fact]
    public async Task Who_may_only_look_sees_every_setting_and_no_form_and_a_stranger_sees_nothing()
    {
        var id = await room.StartAsync();
        using var organiser = room.App.As(room.Organiser, "en");
        var page = await organiser.Read(Page(id));
        Assert.Empty(page.QuerySelectorAll("main form"));
        Assert.Contains("Panel size", page.QuerySelector("#stage-interview")!.TextContent, StringComparison.Ordinal);
        using var stranger = room.App.As(room.Stranger);
        Assert.Equal(HttpStatusCode.NotFound, await stranger.Try(Page(id)));

        using var administrator = room.App.As(room.Administrator);
        var form = await administrator.Read(Page(id));
        using var forged = await organiser.SendRead(form, Form("interview", "Save"), Page(id), ("f.Panel", "9"));
        Assert.NotEqual(HttpStatusCode.Redirect, forged.StatusCode);
        Assert.Equal(1, (await room.Look(room.Administrator, id))!.Revision);
    }

    private static string Page(string id) => $"/procedures/{id}/outline";

    private static string Form(string stage, string handler) => $"#stage-{stage} form[action*='handler={handler}']";

    private static string Way(string stage, string port) => $"#stage-{stage} fieldset:has(input[value='{port}']) form";

    private async Task<Drawing> DrawingOf(string id) => Drawing.Parse((await room.Look(room.Administrator, id))!.Json);

    private static string Target(Drawing drawing, string from, string port) => drawing.Connections.Single(c => c.From == from && c.Port == port).To;

    private static (string, string) Expression(JsonNode setting) =>
        (setting["expression"]!["type"]!.GetValue<string>(), setting["expression"]!["value"]!.GetValue<string>());
}
