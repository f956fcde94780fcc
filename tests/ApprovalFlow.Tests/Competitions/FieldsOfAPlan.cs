using System.Net;
using ApprovalFlow.Competitions;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Competitions;

/// <summary>What a plan may say besides its text, set on its pages and read in its document.</summary>
public sealed class FieldsOfAPlan
{
    [Fact]
    public async Task A_post_may_need_health_and_only_then_says_so()
    {
        using var room = await PlanRoom.CompleteAsync();
        var post = Assert.Single(await room.App.Rows<Post>());
        var organiser = room.App.As(room.Organiser);
        Assert.DoesNotContain("职责对健康状况有要求", await DocumentAsync(room), StringComparison.Ordinal);

        using var saved = await organiser.Press($"/competitions/{room.CompetitionId}/posts/{post.Id}", "保存职位", ("Input.NeedsHealth", "true"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.True(Assert.Single(await room.App.Rows<Post>()).NeedsHealth);
        Assert.Contains("职责对健康状况有要求", await DocumentAsync(room), StringComparison.Ordinal);

        using var again = await organiser.Press($"/competitions/{room.CompetitionId}/posts/{post.Id}", "保存职位"); // saved as it stands
        Assert.True(Assert.Single(await room.App.Rows<Post>()).NeedsHealth);
    }

    [Fact]
    public async Task A_plan_may_allow_another_competition_at_the_same_time()
    {
        using var room = await PlanRoom.CompleteAsync();
        Assert.Contains("不得同时参加其他竞争上岗", await DocumentAsync(room), StringComparison.Ordinal);

        using var saved = await room.App.As(room.Organiser).Press(
            $"/competitions/{room.CompetitionId}/plan", "保存方案", ("Input.ParallelApplicationsAllowed", "true"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.True((await room.CompetitionAsync()).Plan.ParallelApplicationsAllowed);
        Assert.Contains("可以同时参加其他竞争上岗", await DocumentAsync(room), StringComparison.Ordinal);
    }

    private static async Task<string> DocumentAsync(PlanRoom room) =>
        (await room.App.As(room.Organiser).Read($"/competitions/{room.CompetitionId}?tab=plan")).QuerySelector("main")!.TextContent;
}
