using System.Net;
using ApprovalFlow.Competitions;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Units;

namespace ApprovalFlow.Tests.Stories;

/// <summary>A competition on a version of the unit's own, drafted, submitted, approved and begun through the pages.</summary>
internal sealed class PlannedOnPages(TestApp app, Unit unit, Person organiser, Person leader)
{
    /// <summary>The competition with its first stage under way.</summary>
    public async Task<Competition> RunAsync(string versionId)
    {
        var browser = app.As(organiser);
        await MovedOn(browser.Submit("/competitions/new",
            ("Input.Title", "中层副职竞争上岗"), ("Input.ProcedureVersionId", versionId), ("Input.AnnounceOn", "2026-09-02")));
        var id = Assert.Single(await app.Rows<Competition>()).Id;
        var board = $"/competitions/{id}";
        await MovedOn(browser.Submit(board + "/plan",
            ("Input.Purpose", "选优配强"), ("Input.Organisation", "领导小组"), ("Input.Eligibility", "在编人员"), ("Input.DisciplineText", "严守纪律"),
            ("Input.Contact", "人事处")));
        await MovedOn(browser.Press(board + "/posts", "保存职位", ("Input.Name", "综合处副处长"), ("Input.Requirements", "本科以上")));
        await NameEverybodyAsync(id, versionId);

        await MovedOn(browser.Press(board, "提交审批"));
        var tasks = await app.Rows<UserTask>(rows => rows.Where(t => t.CompetitionId == id));
        if (tasks.Count == 0) Assert.Fail((await browser.Read(board + "?tab=plan")).QuerySelector("main")!.TextContent);
        await MovedOn(app.As(leader).Press($"/tasks/plan-approval/{Assert.Single(tasks).Id}", "批准"));
        await app.WorkAsync();

        var competition = Assert.Single(await app.Rows<Competition>());
        Assert.Equal((CompetitionState.Running, versionId), (competition.State, competition.ProcedureVersionId));
        Assert.Equal(StageKind.Announcement, Assert.Single(await app.Rows<StageRun>(rows => rows.Where(r => r.CompetitionId == id))).Kind);
        return competition;
    }

    /// <summary>As many different people as the drawing asks for.</summary>
    private async Task NameEverybodyAsync(Guid competition, string versionId)
    {
        var drawing = await app.Ask<DefinitionStore, Drawing>(store => store.DrawingAsync(versionId, default));
        foreach (var need in DutyNeeds.Of(drawing))
        {
            for (var person = 1; person <= need.AtLeast; person++)
            {
                var named = await app.HasPerson(unit, $"{need.Duty}{person}");
                await MovedOn(app.As(organiser).Press($"/competitions/{competition}?tab=people", "确定", ("duty", $"{need.Duty}"), ("personId", $"{named.Id}")));
            }
        }
    }

    /// <summary>What was sent was taken: it led on to a page. On a port of its own the site's clients go there themselves.</summary>
    private static async Task MovedOn(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        if (answer.StatusCode != HttpStatusCode.Redirect && answer.RequestMessage!.Method != HttpMethod.Get) Assert.Fail((await answer.Page()).QuerySelector("main")?.TextContent ?? $"{answer.StatusCode}");
    }
}
