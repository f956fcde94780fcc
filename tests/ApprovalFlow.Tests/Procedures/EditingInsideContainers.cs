using System.Text.Json.Nodes;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Procedures;

/// <summary>Activities that lie in others, on the outline page.</summary>
public sealed class EditingInsideContainers(DraftRoom room) : IClassFixture<DraftRoom>
{
    [Theory]
    [InlineData("""{"id":"fork","type":"Elsa.If","name":"fork","then":INNER}""")]
    [InlineData("""{"id":"fork","type":"Elsa.While","name":"fork","body":{"id":"series","type":"Elsa.Sequence","name":"series","activities":[INNER]}}""")]
    [InlineData("""{"id":"fork","type":"Elsa.Switch","name":"fork","cases":[{"label":"甲","activity":INNER}]}""")]
    public async Task Have_forms_of_their_own_wherever_they_lie(string container)
    {
        var id = await StartAsync(container);
        using var browser = room.App.As(room.Administrator);
        using (await browser.Send(Page(id), Form("again"), ("name", "再公示"), ("f.WorkingDays", "8"))) { }
        var again = InnerOf(await DrawnAsync(id));
        Assert.Equal(("再公示", "8"), (again["metadata"]!["displayText"]!.ToString(), again["workingDays"]!["expression"]!["value"]!.ToString()));
        using var refused = await browser.Send(Page(id), Form("again"), ("f.WorkingDays", "0"));
        Assert.Contains("请填写", (await refused.Page()).QuerySelector("#stage-again .field-validation-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Do_not_make_their_container_look_changed_by_somebody_else()
    {
        var id = await StartAsync("""{"id":"fork","type":"Elsa.If","name":"fork","then":INNER}""");
        using var browser = room.App.As(room.Administrator);
        var opened = await browser.Read(Page(id));
        using (await browser.Send(Page(id), Form("again"), ("f.WorkingDays", "8"))) { }
        using (await browser.SendRead(opened, Form("fork"), Page(id), ("name", "要不要再公示"))) { }
        var drawn = await DrawnAsync(id);
        Assert.Equal("要不要再公示", DraftRoom.Activity(drawn, "fork")["metadata"]!["displayText"]!.ToString());
        Assert.Equal("8", InnerOf(drawn)["workingDays"]!["expression"]!["value"]!.ToString());
    }

    [Fact]
    public async Task Changed_by_two_are_not_overwritten()
    {
        var id = await StartAsync("""{"id":"fork","type":"Elsa.If","name":"fork","then":INNER}""");
        using var browser = room.App.As(room.Administrator);
        var opened = await browser.Read(Page(id));
        using (await room.App.As(room.Second).Send(Page(id), Form("again"), ("f.WorkingDays", "8"))) { }
        using var late = await browser.SendRead(opened, Form("again"), Page(id), ("f.WorkingDays", "9"));
        Assert.Contains("钱管理", (await late.Page()).QuerySelector("#stage-again form .notice-box-bad")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("8", InnerOf(await DrawnAsync(id))["workingDays"]!["expression"]!["value"]!.ToString());
    }

    private static string Page(string id) => $"/procedures/{id}/outline";

    private static string Form(string activity) => $"form[action*='handler=Save']:has([name=ActivityId][value='{activity}'])";

    private async Task<string> StartAsync(string container)
    {
        var id = await room.StartAsync();
        var json = await room.Changed(id, draft => draft["root"]!["activities"]!.AsArray().Add(JsonNode.Parse(container.Replace(
            "INNER", """{"id":"again","type":"ApprovalFlow.PublicNotice","name":"again"}""", StringComparison.Ordinal))));
        Assert.Equal(SaveDraftOutcome.Saved, (await room.Save(room.Administrator, id, 1, json)).Outcome);
        return id;
    }

    private async Task<JsonNode> DrawnAsync(string id) => JsonNode.Parse((await room.Look(room.Administrator, id))!.Json)!;

    private static JsonObject InnerOf(JsonNode drawn)
    {
        var fork = DraftRoom.Activity(drawn, "fork");
        return (fork["then"] ?? fork["body"]?["activities"]![0] ?? fork["cases"]![0]!["activity"])!.AsObject();
    }
}
