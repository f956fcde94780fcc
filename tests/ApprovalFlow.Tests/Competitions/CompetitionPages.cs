using System.Net;
using ApprovalFlow.Competitions;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Competitions;

[Trait("Database", "Every")]
public sealed class CompetitionPages
{
    /// <summary>Which standing roles find a page; everybody else is told that there is none.</summary>
    public static readonly TheoryData<string, Role[]> Matrix = new()
    {
        { "/competitions", [Role.Organiser, Role.LeadingGroup, Role.Discipline, Role.Auditor, Role.UnitAdministrator] },
        { "/competitions/new", [Role.Organiser] },
        { "/competitions/{id}", [Role.Organiser, Role.LeadingGroup, Role.Discipline, Role.Auditor, Role.UnitAdministrator] },
        { "/competitions/{id}?tab=plan", [Role.Organiser, Role.LeadingGroup, Role.Discipline, Role.Auditor, Role.UnitAdministrator] },
        { "/competitions/{id}?tab=people", [Role.Organiser, Role.LeadingGroup, Role.Discipline, Role.Auditor, Role.UnitAdministrator] },
        { "/competitions/{id}?tab=documents", [Role.Organiser, Role.LeadingGroup, Role.Discipline, Role.Auditor, Role.UnitAdministrator] },
        { "/competitions/{id}?tab=record", [Role.Organiser, Role.LeadingGroup, Role.Discipline, Role.Auditor] },
        { "/competitions/{id}/print", [Role.Organiser, Role.LeadingGroup, Role.Discipline, Role.Auditor, Role.UnitAdministrator] },
        { "/competitions/{id}/plan", [Role.Organiser] },
        { "/competitions/{id}/posts", [Role.Organiser] },
        { "/tasks/plan-approval/{approval}", [Role.LeadingGroup] },
        { "/tasks/publish-announcement/{announcement}", [Role.Organiser] },
        { "/stages/announcement/{run}", [Role.Organiser, Role.LeadingGroup, Role.Discipline, Role.Auditor, Role.UnitAdministrator] },
        { "/procedures", Enum.GetValues<Role>() },
        { "/procedures/announce-only-v1", Enum.GetValues<Role>() },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Each_page_is_found_by_its_roles_and_by_nobody_else(string address, Role[] roles)
    {
        using var room = await PlanRoom.RunningAsync();
        address = address
            .Replace("{id}", room.CompetitionId.ToString(), StringComparison.Ordinal)
            .Replace("{approval}", (await room.TaskAsync(TaskKind.PlanApproval)).Id.ToString(), StringComparison.Ordinal)
            .Replace("{announcement}", (await room.TaskAsync(TaskKind.PublishAnnouncement)).Id.ToString(), StringComparison.Ordinal)
            .Replace("{run}", (await room.RunsAsync())[0].Id.ToString(), StringComparison.Ordinal);

        foreach (var role in Enum.GetValues<Role>())
        {
            var person = await room.App.HasPerson(room.Unit, role.ToString(), role);
            var expected = roles.Contains(role) ? HttpStatusCode.OK : HttpStatusCode.NotFound;
            Assert.True(expected == await room.App.As(person).Try(address), $"{role} {address}: not {expected}");
        }

        Assert.Equal(HttpStatusCode.NotFound, await room.App.As(room.Stranger).Try(address));
        var elsewhere = await room.App.HasUnit("elsewhere", "别的单位");
        var outsider = await room.App.HasPerson(elsewhere, "外人", Role.Organiser, Role.LeadingGroup);
        if (address.Contains('-', StringComparison.Ordinal) && !address.StartsWith("/procedures", StringComparison.Ordinal))
            Assert.Equal(HttpStatusCode.NotFound, await room.App.As(outsider).Try(address));
        Assert.Equal(HttpStatusCode.Redirect, await room.App.Anybody().Try(address));
    }

    [Fact]
    public async Task A_plan_goes_from_draft_to_approval_through_the_pages()
    {
        using var room = await PlanRoom.DraftedAsync();
        var organiser = room.App.As(room.Organiser);
        var board = $"/competitions/{room.CompetitionId}";

        var refused = await organiser.Press(board, "提交审批");
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Contains("还没有职位。", (await organiser.Read(board + "?tab=plan")).Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await organiser.Submit(board + "/plan",
            ("Input.Purpose", "选优配强"), ("Input.Organisation", "领导小组"), ("Input.Eligibility", "在编人员"),
            ("Input.DisciplineText", "严守纪律"), ("Input.Contact", "人事处"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await organiser.Press(board + "/posts", "保存职位",
            ("Input.Name", "综合处副处长"), ("Input.Requirements", "本科以上"), ("Rules.BornOnOrAfter", "1982-07-01"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await organiser.Press(board + "?tab=people", "确定",
            ("personId", room.Observer.Id.ToString()), ("duty", nameof(Duty.DisciplineObserver)))).StatusCode);
        Assert.Equal("""[{"rule":"birth","bornOnOrAfter":"1982-07-01"}]""", Assert.Single(await room.App.Rows<Post>()).RulesJson);

        await organiser.Press(board, "提交审批");
        Assert.Equal(CompetitionState.AwaitingApproval, (await room.CompetitionAsync()).State);
        var task = await room.TaskAsync(TaskKind.PlanApproval);
        var own = await organiser.Read($"/tasks/plan-approval/{task.Id}");
        Assert.DoesNotContain(own.QuerySelectorAll("button"), b => b.TextContent == "批准");

        var unexplained = await (await room.App.As(room.Leader).Press($"/tasks/plan-approval/{task.Id}", "退回")).Page();
        Assert.Contains("退回请写明理由。", unexplained.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await room.App.As(room.Leader).Press($"/tasks/plan-approval/{task.Id}", "批准")).StatusCode);

        await room.PumpAsync();
        var announcement = await room.TaskAsync(TaskKind.PublishAnnouncement);
        Assert.Equal(HttpStatusCode.Redirect, (await organiser.Press($"/tasks/publish-announcement/{announcement.Id}", "核对无误，发布公告")).StatusCode);
        var stage = await organiser.Read($"/stages/announcement/{(await room.RunsAsync())[0].Id}");
        Assert.Contains("公告〔20260901〕1号", stage.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_with_a_mistake_keeps_what_was_typed()
    {
        using var room = await PlanRoom.DraftedAsync();
        var organiser = room.App.As(room.Organiser);
        var page = await (await organiser.Press($"/competitions/{room.CompetitionId}/posts", "保存职位",
            ("Input.Name", ""), ("Input.Duties", "分管综合"), ("Rules.Rank", "Division"))).Page();
        Assert.Equal("分管综合", page.QuerySelector("[name='Input.Duties']")!.TextContent.Trim());
        Assert.Contains("职务层次和任该层次的日期要一起填写。", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await room.App.Rows<Post>());
    }
}
