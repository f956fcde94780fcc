using ApprovalFlow.Competitions;
using ApprovalFlow.Recusal;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.QualificationReview;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Tasks;

/// <summary>What must I do, by when, for whom.</summary>
[Trait("Database", "Every")]
public sealed class ReadingTheInbox
{
    [Fact]
    public async Task Shows_what_is_mine_and_what_I_may_claim_the_most_urgent_first()
    {
        using var scene = await ReviewScene.Of("王一", "李二");
        await Has(scene, TaskKind.RunMeeting, scene.First.Id, "没有期限", null);
        await Has(scene, TaskKind.SignCount, scene.First.Id, "逾期的", scene.App.Clock.GetUtcNow().AddDays(-3));
        await Has(scene, TaskKind.SignMinutes, scene.Second.Id, "别人的", null);

        var inbox = await Ask(scene, new());
        var subjects = inbox.Lines.Select(l => l.SubjectLabel.Split(" · ")[0]).ToList();
        Assert.Equal("逾期的", subjects[0]);
        Assert.Equal(["李二", "王一"], subjects[1..3].Order(StringComparer.Ordinal));
        Assert.Equal("没有期限", subjects[3]);
        Assert.Equal(new InboxCounts(Open: 4, Overdue: 1, Soon: 0, Free: 2), inbox.Counts);
        Assert.True(inbox.Lines.Single(l => l.SubjectLabel.StartsWith("王一", StringComparison.Ordinal)).Free);
    }

    [Fact]
    public async Task Says_soon_from_two_working_days_before_to_the_deadline_itself()
    {
        using var scene = await ReviewScene.Of("王一");
        var due = (await scene.Open(scene.Candidates[0].Application)).DueAt!.Value; // Friday 4 September, end of day

        Assert.Equal(0, (await Ask(scene, new())).Counts.Soon);
        scene.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await Ask(scene, new())).Counts.Soon);
        scene.App.Clock.GoTo(due);
        Assert.Equal((1, 0), ((await Ask(scene, new())).Counts.Soon, (await Ask(scene, new())).Counts.Overdue));
        scene.App.Clock.GoTo(due.AddMilliseconds(1));
        Assert.Equal((0, 1), ((await Ask(scene, new())).Counts.Soon, (await Ask(scene, new())).Counts.Overdue));
    }

    [Fact]
    public async Task Filters_by_competition_kind_due_and_words()
    {
        using var scene = await ReviewScene.Of("王一", "李二");
        await Has(scene, TaskKind.SignCount, scene.First.Id, "计票单", null);

        Assert.Equal(2, (await Ask(scene, new(Kind: TaskKind.QualificationFirstReview))).Total);
        Assert.Equal(1, (await Ask(scene, new(Search: "王一"))).Total);
        Assert.Equal(3, (await Ask(scene, new(Search: "副主任竞争"))).Total);
        Assert.Equal(1, (await Ask(scene, new(Due: InboxDue.NoDate))).Total);
        Assert.Equal(0, (await Ask(scene, new(CompetitionId: Guid.CreateVersion7()))).Total);
        Assert.Equal(3, (await Ask(scene, new(Search: "没有这个人"))).Counts.Open);
    }

    [Fact]
    public async Task Turns_pages()
    {
        using var scene = await ReviewScene.Of();
        for (var i = 0; i < 45; i++) await Has(scene, TaskKind.SignCount, scene.First.Id, $"第 {i} 项", scene.App.Clock.GetUtcNow().AddHours(i));

        Assert.Equal((45, 20), ((await Ask(scene, new())).Total, (await Ask(scene, new())).Lines.Count));
        Assert.Equal("第 40 项", (await Ask(scene, new(Page: 3))).Lines[0].SubjectLabel);
        Assert.Equal(3, (await Ask(scene, new(Page: 99))).Page);
    }

    [Fact]
    public async Task Keeps_what_I_have_done()
    {
        using var scene = await ReviewScene.Of("王一");
        await scene.Review(scene.First, await scene.Open(scene.Candidates[0].Application), Verdict.Approve);

        Assert.Empty((await Ask(scene, new())).Lines);
        Assert.Equal(Verdict.Approve, Assert.Single((await Ask(scene, new(Done: true))).Lines).Verdict);
    }

    [Fact]
    public async Task Offers_no_pool_of_a_competition_to_its_own_candidates()
    {
        using var scene = await ReviewScene.Of("王一");
        var candidate = scene.Candidates[0].Person;
        await scene.App.Has(Assignment.Of(scene.Competition.Id, candidate.Id, Duty.QualificationReviewer));

        Assert.Empty((await scene.App.Ask<InboxQuery, Inbox>(q => q.ForAsync(ReviewScene.By(candidate), new(), default))).Lines);
        var page = $"/tasks/qualification-first-review/{(await scene.Open(scene.Candidates[0].Application)).Id}";
        var seen = await scene.App.As(candidate).Read(page);
        Assert.Contains("您报名参加了这次竞争上岗", seen.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("干部档案", seen.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_it_all_and_leads_to_the_task()
    {
        using var scene = await ReviewScene.Of("王一");
        var task = await scene.Open(scene.Candidates[0].Application);
        var page = await scene.App.As(scene.First).Read("/inbox");
        Assert.Contains("资格初审", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("王一 · 办公室副主任", page.Body.TextContent, StringComparison.Ordinal);

        await scene.App.Has(RecusalDeclaration.Of(scene.Competition.Id, scene.First.Id, 0, scene.App.Clock.GetUtcNow()));
        using var led = await scene.App.As(scene.First).GetAsync(new Uri($"/tasks/{task.Id}", UriKind.Relative));
        Assert.Equal($"/tasks/qualification-first-review/{task.Id}", led.Headers.Location!.OriginalString);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await scene.App.As(scene.Organiser).Try($"/tasks/{task.Id}"));
    }

    private static Task<Inbox> Ask(ReviewScene scene, InboxQuery.Filter filter) =>
        scene.App.Ask<InboxQuery, Inbox>(query => query.ForAsync(ReviewScene.By(scene.First), filter, default));

    private static Task Has(ReviewScene scene, TaskKind kind, Guid person, string label, DateTimeOffset? due) => scene.App.Has(
        UserTask.Open(scene.Competition.Id, null, kind, null, label, 1, person, null, null, due, false, scene.App.Clock.GetUtcNow()));
}
