using ApprovalFlow.Applications;
using ApprovalFlow.Mail;
using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Tests.QualificationReview;

/// <summary>A reviewer returns a case; the candidate has a deadline of their own.</summary>
public sealed class AskingForMore
{
    [Fact]
    public async Task The_same_reviewer_goes_on_when_the_answer_is_in()
    {
        using var scene = await ReviewScene.Of("王一");
        var (person, application) = scene.Candidates[0];
        await scene.Review(scene.First, (await scene.Open(application)).Id, Verdict.Return, "请补充学位证书。", CheckResult.Pending);
        await scene.App.WorkAsync();

        var supplement = await scene.Open(application);
        Assert.Equal((TaskKind.Supplement, person.Id), (supplement.Kind, supplement.AssigneeId));
        Assert.Contains("请补充学位证书。", Assert.Single(await scene.App.MailsTo(person)).Text, StringComparison.Ordinal);

        Assert.Equal(DecideTaskOutcome.ReasonRequired, await Answer(scene, supplement, " "));
        Assert.Equal(DecideTaskOutcome.Recorded, await Answer(scene, supplement, "已上传学位证书。"));
        await scene.App.WorkAsync();
        var again = await scene.Open(application);
        Assert.Equal((TaskKind.QualificationFirstReview, 2, scene.First.Id), (again.Kind, again.Round, again.AssigneeId));
    }

    [Fact]
    public async Task The_deadline_itself_still_counts()
    {
        using var scene = await ReviewScene.Of("王一");
        var supplement = await ReturnedOnce(scene);
        scene.App.Clock.GoTo(supplement.DueAt!.Value);
        await scene.App.WorkAsync();

        Assert.Equal(DecideTaskOutcome.Recorded, await Answer(scene, supplement, "已补充。"));
    }

    [Fact]
    public async Task After_it_the_review_goes_on_with_what_is_there()
    {
        using var scene = await ReviewScene.Of("王一");
        var supplement = await ReturnedOnce(scene);
        scene.App.Clock.GoTo(supplement.DueAt!.Value.AddMilliseconds(1));

        Assert.Equal(DecideTaskOutcome.TooLate, await Answer(scene, supplement, "已补充。"));
        await scene.App.WorkAsync();
        Assert.Equal(TaskKind.QualificationFirstReview, (await scene.Open(scene.Candidates[0].Application)).Kind);
    }

    [Fact]
    public async Task The_second_reviewer_may_ask_too_and_the_first_opinion_stands()
    {
        using var scene = await ReviewScene.Of("王一");
        var (person, application) = scene.Candidates[0];
        await scene.Review(scene.First, await scene.Open(application), Verdict.Approve);
        await scene.App.WorkAsync();
        await scene.Review(scene.Second, (await scene.Open(application)).Id, Verdict.Return, "请补充任职文件。", CheckResult.Pending);
        await scene.App.WorkAsync();
        await Answer(scene, await scene.Open(application), "已补充。");
        await scene.App.WorkAsync();

        var again = await scene.Open(application);
        Assert.Equal((TaskKind.QualificationSecondReview, 2), (again.Kind, again.Round));
        await scene.Review(scene.Second, again, Verdict.Approve);
        await scene.App.WorkAsync();
        Assert.Equal(ApplicationState.Qualified, await scene.StateOf(application));
        Assert.Equal(2, (await scene.App.MailsTo(person)).Count(m => m.Event == MailEvent.M2Reviewed));
    }

    private static async Task<UserTask> ReturnedOnce(ReviewScene scene)
    {
        var application = scene.Candidates[0].Application;
        await scene.Review(scene.First, (await scene.Open(application)).Id, Verdict.Return, "请补充。", CheckResult.Pending);
        await scene.App.WorkAsync();
        return await scene.Open(application);
    }

    private static Task<DecideTaskOutcome> Answer(ReviewScene scene, UserTask supplement, string answer) =>
        scene.App.Ask<GiveSupplement, DecideTaskOutcome>(give => give.RunAsync(
            new(supplement.Id, answer), ReviewScene.By(scene.Candidates[0].Person), default));
}
