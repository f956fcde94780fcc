using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Procedures;

/// <summary>From a template to a published procedure, with the pages only.</summary>
public sealed class ProcedurePages(DraftRoom room) : IClassFixture<DraftRoom>
{
    [Fact]
    public async Task An_administrator_begins_and_submits_and_somebody_else_publishes()
    {
        using var administrator = room.App.As(room.Administrator);
        using var begun = await administrator.Submit($"/procedures/new?from={DraftRoom.Template}", ("Input.UnitId", room.Unit.Id.ToString()), ("Input.Name", "本厅竞争上岗办法"), ("Input.NameEn", "Own selection"));
        var address = begun.Headers.Location!.ToString();
        Assert.Contains("没有差别", (await administrator.Read(address)).QuerySelector("[aria-labelledby=differences]")!.TextContent, StringComparison.Ordinal);
        using (await administrator.Send(address + "/outline", "#stage-interview form[action*='handler=Save']", ("f.Panel", "9"))) { }
        Assert.Contains("评委人数：由“5”改为“9”", (await administrator.Read(address)).QuerySelector("[aria-labelledby=differences]")!.TextContent, StringComparison.Ordinal);
        using (await administrator.Send(address, "form[action*=Submit]")) { }

        using var leader = room.App.As(room.Leader);
        Assert.Contains("等您审批", (await leader.Read("/procedures")).QuerySelector("#to-decide")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("程序", (await leader.Read("/inbox")).QuerySelector(".notice-box a[href='/procedures']")!.TextContent, StringComparison.Ordinal);
        using var silent = await leader.Send(address, "form[action*=Decide]", ("Approve", "false"));
        Assert.Contains("理由", (await silent.Page()).QuerySelector("#reason-error")!.TextContent, StringComparison.Ordinal);
        using (await leader.Send(address, "form[action*=Decide]", ("Approve", "true"))) { }

        var page = (await leader.Read(address)).QuerySelector("main")!.TextContent;
        Assert.Contains("已发布", page, StringComparison.Ordinal);
        Assert.Contains("批准并发布", page, StringComparison.Ordinal);
        Assert.Contains($"本厅竞争上岗办法，以 {DraftRoom.Template} 为起点", page, StringComparison.Ordinal);
        Assert.Matches("第 2 次修改", page);
        Assert.Matches("第 1 版，指纹 [0-9a-f]{64}", page);
        using var organiser = room.App.As(room.Organiser);
        Assert.Contains((await organiser.Read("/competitions/new")).QuerySelectorAll("option"), o => o.TextContent.Contains("本厅竞争上岗办法", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_there_for_a_stranger_and_no_button_for_a_reader()
    {
        var id = await room.StartAsync();
        using var stranger = room.App.As(room.Stranger);
        foreach (var address in new[] { "", "/outline", "/export", "/import" })
            Assert.Equal(HttpStatusCode.NotFound, await stranger.Try($"/procedures/{id}{address}"));
        using var organiser = room.App.As(room.Organiser);
        Assert.Empty((await organiser.Read($"/procedures/{id}")).QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.NotFound, await organiser.Try($"/procedures/{id}/import"));
        Assert.Equal(HttpStatusCode.NotFound, await organiser.Try("/procedures/new"));
    }

    [Fact]
    public async Task An_exported_file_begins_the_same_procedure_elsewhere()
    {
        var id = await room.StartAsync();
        using var administrator = room.App.As(room.Administrator);
        var file = await administrator.GetByteArrayAsync(new Uri($"/procedures/{id}/export", UriKind.Relative));
        var before = JsonNode.Parse((await room.Look(room.Administrator, id))!.Json)!;
        Assert.True(JsonNode.DeepEquals(before, JsonNode.Parse(file)));

        using var stranger = room.App.As(room.Stranger);
        using var begun = await stranger.Upload("/procedures/new", "开始起草", "Upload", "x.json", file,
            ("Input.UnitId", room.Stranger.UnitId.ToString()), ("Input.From", "file"), ("Input.Name", ""));
        var copied = begun.Headers.Location!.ToString()["/procedures/".Length..];
        var after = JsonNode.Parse((await room.Look(room.Stranger, copied))!.Json)!;
        Assert.Equal("本单位办法", after["name"]!.GetValue<string>());
        Assert.StartsWith("finance-", after["definitionId"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(before["root"], after["root"]));
    }

    [Fact]
    public async Task An_imported_file_replaces_the_draft_only_after_its_differences_were_seen()
    {
        var id = await room.StartAsync();
        var file = await room.Changed(id, json =>
        {
            (json["id"], json["definitionId"]) = ("evil-v9", "evil");
            DraftRoom.Activity(json, "interview")["panel"] = JsonNode.Parse("""{"typeName":null,"expression":{"type":"Literal","value":"9"},"memoryReference":null}""");
        });
        using var administrator = room.App.As(room.Administrator);
        using var compared = await administrator.Upload($"/procedures/{id}/import", "查看差别", "Upload", "x.json", Encoding.UTF8.GetBytes(file));
        var page = await compared.Page();
        Assert.Contains("由“5”改为“9”", page.QuerySelector("[aria-labelledby=differences]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await room.Look(room.Administrator, id))!.Revision);

        using (await administrator.SendRead(page, "form[action*=Replace]", $"/procedures/{id}/import")) { }
        var draft = (await room.Look(room.Administrator, id))!;
        Assert.Equal((2, id), (draft.Revision, JsonNode.Parse(draft.Json)!["id"]!.GetValue<string>()));
        Assert.Equal("9", Drawing.Parse(draft.Json).Activities.Single(a => a.Id == "interview").Setting("Panel"));
    }

    [Fact]
    public async Task A_file_that_is_no_procedure_is_refused_with_the_reason()
    {
        using var administrator = room.App.As(room.Administrator);
        using var refused = await administrator.Upload(
            "/procedures/new", "开始起草", "Upload", "x.json", Encoding.UTF8.GetBytes("""{"root":{"type":"Elsa.Flowchart","activities":[{"id":"a","type":"Evil.Shell"}]}}"""),
            ("Input.UnitId", room.Unit.Id.ToString()), ("Input.From", "file"), ("Input.Name", "坏文件"));
        Assert.Contains("Evil.Shell", (await refused.Page()).QuerySelector(".notice-box-bad")!.TextContent, StringComparison.Ordinal);
        using var none = await administrator.Submit("/procedures/new", ("Input.UnitId", room.Unit.Id.ToString()), ("Input.From", "file"), ("Input.Name", "无文件"));
        Assert.Contains("请选择文件", (await none.Page()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_says_what_is_wrong_where_by_which_rule_and_how_to_mend_it_and_goes_when_it_is_mended()
    {
        var id = await room.StartAsync();
        using var administrator = room.App.As(room.Administrator);
        using (await administrator.Send($"/procedures/{id}/outline", "#stage-interview form[action*='handler=Save']", ("f.Weight", "50"))) { }

        var page = await administrator.Read($"/procedures/{id}");
        var finding = Assert.Single(page.QuerySelectorAll(".finding-list > li"), li => li.TextContent.Contains("weights-not-100", StringComparison.Ordinal));
        Assert.Equal("错误", finding.QuerySelector(".tone-bad")!.TextContent);
        Assert.Equal($"/procedures/{id}/outline#stage-synthesis", finding.QuerySelector("a")!.GetAttribute("href"));
        foreach (var said in new[] { "合计90%", "改正：调整各项权重", "规定：各项成绩的权重之和为100%。（各地竞争上岗的通行做法）" })
            Assert.Contains(said, finding.TextContent, StringComparison.Ordinal);
        Assert.True(page.QuerySelector("form[action*=Submit] button")!.HasAttribute("disabled"));

        var outline = await administrator.Read($"/procedures/{id}/outline");
        Assert.Contains("合计90%", outline.QuerySelector("#stage-synthesis .notice-box-bad")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(outline.QuerySelector("#findings ~ .finding-list a[href='#stage-synthesis']"));
        var elsewhere = outline.QuerySelector("#stage-interview form[action*='handler=Save']")!.GetAttribute("hx-select-oob")!.Split(',');
        Assert.Contains("#outline-state", elsewhere);
        Assert.Contains("#" + outline.QuerySelector("#stage-synthesis [id^=findings-]")!.Id, elsewhere);
        Assert.DoesNotContain("#" + outline.QuerySelector("#stage-interview [id^=findings-]")!.Id, elsewhere);

        using var reader = room.App.As(room.Second, "en");
        var english = (await reader.Read($"/procedures/{id}")).QuerySelector(".finding-list")!.TextContent;
        Assert.Contains("To mend it: Change the weights", english, StringComparison.Ordinal);
        Assert.Contains("Rule: The weights of all scores add up to 100 %. (Usual practice of competitive selections)", english, StringComparison.Ordinal);

        using (await administrator.Send($"/procedures/{id}/outline", "#stage-interview form[action*='handler=Save']", ("f.Weight", "60"))) { }
        Assert.DoesNotContain("weights-not-100", (await administrator.Read($"/procedures/{id}")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_is_seen_by_drawer_and_approver_and_stands_in_nobodys_way()
    {
        var id = await room.StartAsync();
        using var administrator = room.App.As(room.Administrator);
        using (await administrator.Send($"/procedures/{id}/outline", "#stage-interview form[action*='handler=Save']", ("f.Panel", "6"))) { }
        Assert.Contains("panel-even", (await administrator.Read($"/procedures/{id}/outline")).QuerySelector("#stage-interview .notice-box-wait")!.TextContent, StringComparison.Ordinal);
        using (await administrator.Send($"/procedures/{id}", "form[action*=Submit]")) { }

        using var leader = room.App.As(room.Leader);
        var warned = (await leader.Read($"/procedures/{id}")).QuerySelectorAll(".finding-list > li");
        Assert.Contains(warned, li => li.QuerySelector(".tone-wait") is not null && li.TextContent.Contains("panel-even", StringComparison.Ordinal));
        Assert.Contains(warned, li => li.TextContent.Contains("no-discipline-observer", StringComparison.Ordinal)); // the unit's own people are counted
        using (await leader.Send($"/procedures/{id}", "form[action*=Decide]", ("Approve", "true"))) { }
        Assert.Equal(ProcedureState.Published, (await room.Look(room.Leader, id))!.Version.State);
    }
}
