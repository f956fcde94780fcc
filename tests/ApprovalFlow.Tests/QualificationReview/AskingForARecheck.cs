using ApprovalFlow.Applications;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Tests.QualificationReview;

/// <summary>A candidate who did not pass asks that somebody else look again.</summary>
public sealed class AskingForARecheck
{
    [Fact]
    public async Task It_can_overturn_the_result()
    {
        using var scene = await Failed();
        var (person, application) = scene.Candidates[0];
        Assert.Equal(RequestRecheckOutcome.Asked, await scene.AskRecheck(person, application));
        await scene.App.WorkAsync();
        await scene.Review(scene.Recheck, await scene.Open(application), Verdict.Approve, "年限计算有误。");
        await scene.App.WorkAsync();

        Assert.Equal(ApplicationState.Qualified, await scene.StateOf(application));
        Assert.Equal("Qualified", (await scene.Run()).Outcome);
        Assert.Equal(2, (await scene.App.MailsTo(person)).Count);
    }

    [Fact]
    public async Task Or_let_it_stand_and_then_the_stage_need_not_wait_for_the_window()
    {
        using var scene = await Failed();
        var (person, application) = scene.Candidates[0];
        await scene.AskRecheck(person, application);
        await scene.App.WorkAsync();
        await scene.Review(scene.Recheck, await scene.Open(application), Verdict.Reject, "维持原结果。");
        await scene.App.WorkAsync();

        Assert.Equal(ApplicationState.NotQualified, await scene.StateOf(application));
        Assert.Equal("NoneQualified", (await scene.Run()).Outcome);
    }

    [Fact]
    public async Task The_last_instant_of_the_window_counts_and_the_next_does_not()
    {
        using var scene = await Failed();
        var (person, application) = scene.Candidates[0];
        var window = (await scene.App.Rows<Deadline>(d => d.Where(x => x.Kind == DeadlineKind.RecheckWindow))).Single();

        scene.App.Clock.GoTo(window.DueAt.AddMilliseconds(1));
        Assert.Equal(RequestRecheckOutcome.TooLate, await scene.AskRecheck(person, application));
        scene.App.Clock.GoTo(window.DueAt);
        Assert.Equal(RequestRecheckOutcome.Asked, await scene.AskRecheck(person, application));
    }

    [Fact]
    public async Task It_needs_a_reason_comes_once_and_is_nobody_elses_to_ask()
    {
        using var scene = await Failed();
        var (person, application) = scene.Candidates[0];

        Assert.Equal(RequestRecheckOutcome.ReasonRequired, await scene.AskRecheck(person, application, " "));
        Assert.Equal(RequestRecheckOutcome.NotFound, await scene.AskRecheck(scene.Organiser, application));
        Assert.Equal(RequestRecheckOutcome.Asked, await scene.AskRecheck(person, application));
        Assert.Equal(RequestRecheckOutcome.AlreadyAsked, await scene.AskRecheck(person, application));
    }

    [Fact]
    public async Task Whoever_decided_a_disagreement_does_not_check_it_again()
    {
        using var scene = await ReviewScene.Of("王一");
        var (person, application) = scene.Candidates[0];
        await scene.Review(scene.First, await scene.Open(application), Verdict.Approve);
        await scene.App.WorkAsync();
        await scene.Review(scene.Second, await scene.Open(application), Verdict.Reject, "年限不足。");
        await scene.App.WorkAsync();
        await scene.Review(scene.Recheck, await scene.Open(application), Verdict.Reject, "年限不足。");
        await scene.App.WorkAsync();
        await scene.AskRecheck(person, application);
        await scene.App.WorkAsync();

        var again = await scene.Open(application);
        Assert.Equal(2, again.Round);
        Assert.Equal(ReviewQualificationOutcome.NotFound, await scene.Review(scene.Recheck, again, Verdict.Approve));
        Assert.Equal(ReviewQualificationOutcome.NotReturnable, await scene.Review(scene.OtherRecheck, again, Verdict.Return, "请补充"));
        Assert.Equal(ReviewQualificationOutcome.Recorded, await scene.Review(scene.OtherRecheck, again, Verdict.Approve));
        await scene.App.WorkAsync();
        Assert.Equal(ApplicationState.Qualified, await scene.StateOf(application));
    }

    private static async Task<ReviewScene> Failed()
    {
        var scene = await ReviewScene.Of("王一");
        await scene.ReviewedTwice(scene.Candidates[0].Application, Verdict.Reject, "任现职不满两年。");
        return scene;
    }
}
