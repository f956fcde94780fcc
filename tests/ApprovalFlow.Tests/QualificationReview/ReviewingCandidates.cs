using ApprovalFlow.Applications;
using ApprovalFlow.Mail;
using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Tests.QualificationReview;

/// <summary>First and second review, by different people, over the real engine.</summary>
public sealed class ReviewingCandidates
{
    [Fact]
    public async Task Two_passes_qualify_and_tell_the_candidate_once()
    {
        using var scene = await ReviewScene.Of("王一", "李二");
        foreach (var (_, application) in scene.Candidates) await scene.ReviewedTwice(application, Verdict.Approve);

        var (person, first) = scene.Candidates[0];
        Assert.Equal(ApplicationState.Qualified, await scene.StateOf(first));
        Assert.Equal(MailEvent.M2Reviewed, Assert.Single(await scene.App.MailsTo(person)).Event);
        Assert.Equal("Qualified", (await scene.Run()).Outcome);
    }

    [Fact]
    public async Task Two_failures_end_the_case_with_the_second_reviewers_reason()
    {
        using var scene = await ReviewScene.Of("王一");
        var (person, application) = scene.Candidates[0];
        await scene.ReviewedTwice(application, Verdict.Reject, "任现职不满两年。");

        var now = await scene.Now(application);
        Assert.Equal(ApplicationState.NotQualified, now.State);
        Assert.Equal("任现职不满两年。", now.StateReason);
        Assert.Contains("任现职不满两年。", Assert.Single(await scene.App.MailsTo(person)).Text, StringComparison.Ordinal);
        Assert.True((await scene.Run()).IsOpen, "the window for a re-check is still open");
    }

    [Fact]
    public async Task Nobody_qualifies_once_every_window_has_passed()
    {
        using var scene = await ReviewScene.Of("王一");
        await scene.ReviewedTwice(scene.Candidates[0].Application, Verdict.Reject, "不符合。");
        scene.App.Clock.Advance(TimeSpan.FromDays(10));
        await scene.App.WorkAsync();

        Assert.Equal("NoneQualified", (await scene.Run()).Outcome);
    }

    [Fact]
    public async Task The_second_reviewer_cannot_be_the_first()
    {
        using var scene = await ReviewScene.Of("王一");
        var application = scene.Candidates[0].Application;
        await scene.Review(scene.First, await scene.Open(application), Verdict.Approve);
        await scene.App.WorkAsync();
        var second = await scene.Open(application);

        Assert.Equal(TaskKind.QualificationSecondReview, second.Kind);
        Assert.Equal(ReviewQualificationOutcome.NotFound, await scene.Review(scene.First, second, Verdict.Approve));
        Assert.Equal(ClaimTaskOutcome.Conflict, await scene.App.Ask<ClaimTask, ClaimTaskOutcome>(
            claim => claim.RunAsync(new(second.Id), ReviewScene.By(scene.First), default)));
        Assert.Equal(ReassignTaskOutcome.Conflict, await scene.App.Ask<ReassignTask, ReassignTaskOutcome>(
            hand => hand.RunAsync(new(second.Id, scene.First.Id, "人手不足"), ReviewScene.By(scene.Organiser), default)));
    }

    [Fact]
    public async Task Two_reviewers_at_the_same_instant_are_recorded_once()
    {
        using var scene = await ReviewScene.Of("王一");
        var task = await scene.Open(scene.Candidates[0].Application);

        var outcomes = await Task.WhenAll(
            Task.Run(() => scene.Review(scene.First, task, Verdict.Approve)), Task.Run(() => scene.Review(scene.Second, task, Verdict.Reject, "不符合。")));

        Assert.Single(outcomes, ReviewQualificationOutcome.Recorded);
        Assert.Single(await scene.App.Rows<ReviewSheet>());
    }

    [Fact]
    public async Task When_the_two_disagree_a_third_who_took_no_part_decides()
    {
        using var scene = await ReviewScene.Of("王一");
        var application = scene.Candidates[0].Application;
        await scene.Review(scene.First, await scene.Open(application), Verdict.Approve);
        await scene.App.WorkAsync();
        await scene.Review(scene.Second, await scene.Open(application), Verdict.Reject, "年限不足。");
        await scene.App.WorkAsync();

        var third = await scene.Open(application);
        Assert.Equal(TaskKind.QualificationRecheck, third.Kind);
        Assert.Equal(ApplicationState.Submitted, await scene.StateOf(application));
        Assert.Equal(ReviewQualificationOutcome.NotFound, await scene.Review(scene.Third, third, Verdict.Approve));
        Assert.Equal(ReviewQualificationOutcome.Recorded, await scene.Review(scene.Recheck, third, Verdict.Approve));
        await scene.App.WorkAsync();
        Assert.Equal(ApplicationState.Qualified, await scene.StateOf(application));
    }

    [Fact]
    public async Task A_stranger_reads_and_decides_nothing()
    {
        using var scene = await ReviewScene.Of("王一", "李二");
        var task = await scene.Open(scene.Candidates[0].Application);
        var stranger = await scene.App.HasPerson(scene.Unit, "路人");
        var page = $"/tasks/qualification-first-review/{task.Id}";

        Assert.Equal(System.Net.HttpStatusCode.OK, await Support.Browsing.Try(scene.App.As(scene.First), page));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await Support.Browsing.Try(scene.App.As(stranger), page));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await Support.Browsing.Try(scene.App.As(scene.Candidates[0].Person), page));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await Support.Browsing.Try(scene.App.As(scene.Candidates[1].Person), page));
        Assert.Equal(ReviewQualificationOutcome.NotFound, await scene.Review(stranger, task, Verdict.Approve));
    }

    [Fact]
    public async Task Somebody_on_hold_waits_alone_and_joins_when_released()
    {
        using var scene = await ReviewScene.Of("王一", "李二");
        var held = scene.Candidates[0].Application;
        await scene.App.Do<ApprovalFlow.Disqualifications.HoldApplication>(
            hold => hold.RunAsync(new(held.Id, "核查中"), ReviewScene.By(scene.Discipline), default));
        foreach (var (_, application) in scene.Candidates) await scene.ReviewedTwice(application, Verdict.Approve);

        Assert.Equal("Qualified", (await scene.Run()).Outcome);
        Assert.Equal(ApplicationState.Submitted, await scene.StateOf(held));

        await scene.App.Do<ApprovalFlow.Disqualifications.ReleaseApplication>(
            release => release.RunAsync(new(held.Id, "查无问题"), ReviewScene.By(scene.Discipline), default));
        await scene.App.WorkAsync();
        Assert.Equal(ApplicationState.Qualified, await scene.StateOf(held));
    }
}
