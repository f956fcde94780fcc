using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Tests.Support;
using Microsoft.Playwright;

namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// An administrator draws the unit's procedure in the real studio: a written exam between the review and the interview, the
/// weights mended in the outline view, rehearsed, approved and published by somebody else, and a competition runs on it.
/// </summary>
public sealed class DrawingAProcedure(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TestApp _app = new();

    [Fact]
    public async Task From_a_template_to_a_competition_that_runs_on_a_version_with_a_written_exam()
    {
        var site = _app.Listen();
        var unit = await _app.HasUnit();
        var administrator = await _app.HasPerson(unit, "管理员甲", Role.UnitAdministrator);
        var leader = await _app.HasPerson(unit, "组长乙", Role.LeadingGroup);
        var organiser = await _app.HasPerson(unit, "组织者丙", Role.Organiser);

        var page = await chromium.OpenAsync(site, administrator);
        await page.GotoAsync("/procedures/new?from=small-unit-v1");
        await page.FillAsync("[name='Input.Name']", "本厅竞争上岗办法");
        await page.FillAsync("[name='Input.NameEn']", "Competition rules");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始起草" }).ClickAsync();
        var version = Assert.Single(await _app.Rows<ProcedureVersion>(all => all.Where(v => v.UnitId == unit.Id)));

        await DrawTheExamAsync(page, version);
        await MendTheWeightsAsync(page, version.Id);
        await RehearseAsync(page, version.Id);

        await page.GotoAsync($"/procedures/{version.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交审批" }).ClickAsync();
        var approving = await chromium.OpenAsync(site, leader);
        await approving.GotoAsync($"/procedures/{version.Id}");
        await approving.GetByRole(AriaRole.Button, new() { Name = "批准并发布" }).ClickAsync();
        Assert.Equal(ProcedureState.Published, Assert.Single(await _app.Rows<ProcedureVersion>(all => all.Where(v => v.UnitId == unit.Id))).State);

        var competition = await new PlannedOnPages(_app, unit, organiser, leader).RunAsync(version.Id);
        var studio = new StudioWindow(page);
        await studio.OpenViewerAsync($"/studio/workflows/instances/{competition.InstanceId}/view");
        Assert.Equal(["announcement"], await studio.StandingAtAsync("active"));
        Assert.Equal(["start"], await studio.StandingAtAsync("done"));
        await NothingIsLeftInEnglish(studio, version.DefinitionId, $"{competition.InstanceId}", $"{competition.Id}");
        await studio.PictureAsync("studio-running-zh");
    }

    public void Dispose() => _app.Dispose();

    /// <summary>Draws between the review and the interview, sets what is to be set, and is told of the weights.</summary>
    private async Task DrawTheExamAsync(IPage page, ProcedureVersion version)
    {
        var wire = new StudioWire(page);
        var studio = new StudioWindow(page);
        await studio.OpenAsync($"/studio/workflows/definitions/{version.DefinitionId}/edit");
        await studio.ZoomOutAsync(8);
        await studio.BringAsync("qualification-review", 0.45f, 0.2f);
        var exam = await studio.DropAsync("考试测评", "笔试", 0.04f, 0.5f);
        await studio.DisconnectAsync("qualification-review", "Qualified", "interview");
        await studio.ConnectAsync("qualification-review", "Qualified", exam);
        await studio.ConnectAsync(exam, "Shortlisted", "interview");
        await studio.ConnectAsync(exam, "NonePassed", "close-interview");
        await studio.SetAsync(exam, "权重", "35");
        await studio.SetAsync(exam, "面试比例", "3");
        await studio.PictureAsync("studio-zh");

        var drawn = await DrawnAsync(version.Id);
        Assert.Equal(
            [StageKind.QualificationReview, StageKind.WrittenExam, StageKind.Interview],
            drawn.Stages.Select(s => s.Stage!.Value).SkipWhile(s => s != StageKind.QualificationReview).Where(s => s != StageKind.CloseCompetition).Take(3));
        Assert.Equal(("35", "3"), (drawn.First(StageKind.WrittenExam)!.Setting("Weight"), drawn.First(StageKind.WrittenExam)!.Setting("InterviewRatio")));
        Assert.Equal(135, ProcedureTerms.Of(drawn).TotalWeight);
        Assert.Contains("135", await studio.FindingsAsync(), StringComparison.Ordinal);
        await NothingIsLeftInEnglish(studio, version.DefinitionId);
        await wire.EverythingCameBackAsync(version.DefinitionId);
    }

    private async Task MendTheWeightsAsync(IPage page, string versionId)
    {
        await WeighInTheOutlineAsync(page, versionId, "interview", "40");
        await WeighInTheOutlineAsync(page, versionId, "evaluation", "25");
        Assert.Equal(100, ProcedureTerms.Of(await DrawnAsync(versionId)).TotalWeight);
        await page.GotoAsync($"/procedures/{versionId}/outline");
        Assert.DoesNotContain("处错误", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task RehearseAsync(IPage page, string versionId)
    {
        await page.GotoAsync($"/procedures/{versionId}/rehearsal");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始演练" }).ClickAsync(new() { Timeout = 90_000 });
        var report = page.Locator("#scenario-ordinary");
        var stages = await report.Locator("table").First.Locator("tbody tr td:first-child").AllInnerTextsAsync();
        Assert.Equal(["资格审查", "笔试", "演讲答辩"], stages.Select(s => s.Trim()).SkipWhile(s => s != "资格审查").Take(3));
        Assert.Equal("纪实归档", stages[^1].Trim());
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, "rehearsal-zh.png"), FullPage = true });
    }

    private static async Task WeighInTheOutlineAsync(IPage page, string versionId, string stage, string weight)
    {
        await page.GotoAsync($"/procedures/{versionId}/outline");
        var form = page.Locator("form", new() { Has = page.Locator($"[id='{stage}-Weight']") });
        if (!await form.IsVisibleAsync()) await page.Locator($"[id='stage-{stage}'] summary").First.ClickAsync();
        await form.Locator($"[id='{stage}-Weight']").FillAsync(weight);
        await page.RunAndWaitForResponseAsync(
            () => form.GetByRole(AriaRole.Button, new() { Name = "保存这一环节" }).ClickAsync(), answer => answer.Request.Method == "POST");
    }

    /// <summary>Every tab of the page, one after the other, from the last: the code takes the place of tabs behind it.</summary>
    private static async Task NothingIsLeftInEnglish(StudioWindow studio, params string[] ids)
    {
        var left = new HashSet<string>();
        foreach (var tab in (await studio.Page.Locator(".mud-tab:visible").AllAsync()).Reverse())
        {
            await tab.DispatchEventAsync("click"); // some have to be scrolled to
            await studio.Page.WaitForTimeoutAsync(500);
            left.UnionWith(await studio.LatinAsync());
        }

        // What people and the studio itself named is theirs: ids and the names of activities.
        Assert.DoesNotContain(left, text => !ids.Any(id => text.Contains(id, StringComparison.Ordinal)) && !ProperName(text));
    }

    private static bool ProperName(string text) => text is "JavaScript" or "JSON 代码" or "列表或对象（JSON）" or "JSON 对象" or "计算式（JavaScript）"
        || text.StartsWith("ApprovalFlow.", StringComparison.Ordinal) || text is "Elsa.Flowchart" or "Workflow1:Flowchart1" || System.Text.RegularExpressions.Regex.IsMatch(text, "^(Workflow1:Flowchart1:)?[0-9a-f]{16}$|^[A-Z][A-Za-z]+[0-9]+$|^3\\.8");

    private async Task<Drawing> DrawnAsync(string versionId) =>
        await _app.Ask<DefinitionStore, Drawing>(store => store.DrawingAsync(versionId, default));
}
