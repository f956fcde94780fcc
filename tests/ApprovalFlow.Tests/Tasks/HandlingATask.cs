using ApprovalFlow.Competitions;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.QualificationReview;

namespace ApprovalFlow.Tests.Tasks;

/// <summary>Claiming, releasing, handing over, reminding.</summary>
[Trait("Database", "Every")]
public sealed class HandlingATask
{
    [Fact]
    public async Task A_claimed_task_is_mine_until_I_release_it()
    {
        using var scene = await ReviewScene.Of("王一");
        var task = await scene.Open(scene.Candidates[0].Application);

        Assert.Equal(ClaimTaskOutcome.Claimed, await Claim(scene, scene.First, task));
        Assert.Equal(ClaimTaskOutcome.TakenByOther, await Claim(scene, scene.Second, task));
        Assert.Equal(ClaimTaskOutcome.NotFound, await Release(scene, scene.Second, task));
        Assert.Equal(ClaimTaskOutcome.Released, await Release(scene, scene.First, task));
        Assert.Equal(ClaimTaskOutcome.Claimed, await Claim(scene, scene.Second, task));
        Assert.Equal(ClaimTaskOutcome.NotFound, await Claim(scene, scene.Organiser, task));
    }

    [Fact]
    public async Task Claimed_by_two_at_once_it_belongs_to_one()
    {
        using var scene = await ReviewScene.Of("王一");
        var task = await scene.Open(scene.Candidates[0].Application);
        var outcomes = await Task.WhenAll(Task.Run(() => Claim(scene, scene.First, task)), Task.Run(() => Claim(scene, scene.Second, task)));

        Assert.Equal([ClaimTaskOutcome.Claimed, ClaimTaskOutcome.TakenByOther], outcomes.Order());
    }

    [Fact]
    public async Task Only_an_organiser_hands_a_task_over_and_says_why()
    {
        using var scene = await ReviewScene.Of("王一");
        var task = await scene.Open(scene.Candidates[0].Application);
        var newcomer = await scene.App.HasPerson(scene.Unit, "新来的");

        Assert.Equal(ReassignTaskOutcome.NotFound, await Hand(scene, scene.First, task, newcomer, "出差"));
        Assert.Equal(ReassignTaskOutcome.ReasonRequired, await Hand(scene, scene.Organiser, task, newcomer, " "));
        Assert.Equal(ReassignTaskOutcome.Reassigned, await Hand(scene, scene.Organiser, task, newcomer, "出差"));

        Assert.Equal(newcomer.Id, (await scene.Open(scene.Candidates[0].Application)).AssigneeId);
        Assert.Contains(await scene.App.Rows<Assignment>(), a => a.PersonId == newcomer.Id && a.Duty == Duty.QualificationReviewer);
        Assert.Equal(MailEvent.TaskAssigned, Assert.Single(await scene.App.MailsTo(newcomer)).Event);
        Assert.Contains(await scene.App.Rows<ApprovalFlow.Trail.TrailEntry>(), e => e.Action == "task.reassigned" && e.Detail.EndsWith("出差", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Candidates_and_holders_of_an_excluding_duty_get_nothing()
    {
        using var scene = await ReviewScene.Of("王一", "李二");
        var task = await scene.Open(scene.Candidates[0].Application);

        Assert.Equal(ReassignTaskOutcome.Conflict, await Hand(scene, scene.Organiser, task, scene.Candidates[1].Person, "缺人"));
        Assert.Equal(ReassignTaskOutcome.Conflict, await Hand(scene, scene.Organiser, task, scene.Recheck, "缺人"));
    }

    [Fact]
    public async Task A_ballot_is_never_handed_over()
    {
        using var scene = await ReviewScene.Of();
        var ballot = UserTask.Open(
            scene.Competition.Id, null, TaskKind.DecisionBallot, null, "", 1, scene.First.Id, null, null, null, false, scene.App.Clock.GetUtcNow());
        await scene.App.Has(ballot);

        Assert.Equal(ReassignTaskOutcome.NotTransferable, await Hand(scene, scene.Organiser, ballot, scene.Second, "出差"));
    }

    [Fact]
    public async Task A_reminder_goes_out_once_a_day()
    {
        using var scene = await ReviewScene.Of("王一");
        var task = await scene.Open(scene.Candidates[0].Application);

        Assert.Equal(RemindTaskOutcome.NobodyYet, await Remind(scene, task));
        await Claim(scene, scene.First, task);
        Assert.Equal(RemindTaskOutcome.Reminded, await Remind(scene, task));
        Assert.Equal(RemindTaskOutcome.AlreadyToday, await Remind(scene, task));
        scene.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(RemindTaskOutcome.Reminded, await Remind(scene, task));
        Assert.Equal(2, (await scene.App.MailsTo(scene.First)).Count(m => m.Event == MailEvent.TaskReminder));
    }

    [Fact]
    public async Task Opening_tasks_tells_a_pool_once_however_many_candidates_there_are()
    {
        using var scene = await ReviewScene.Of("王一", "李二", "张三");
        Assert.Equal(MailEvent.TaskAssigned, Assert.Single(await scene.App.MailsTo(scene.First)).Event);
        Assert.Empty(await scene.App.MailsTo(scene.Recheck));
        foreach (var (person, _) in scene.Candidates) Assert.Empty(await scene.App.MailsTo(person));
    }

    private static Task<ClaimTaskOutcome> Claim(ReviewScene scene, Person by, UserTask task) =>
        scene.App.Ask<ClaimTask, ClaimTaskOutcome>(claim => claim.RunAsync(new(task.Id), ReviewScene.By(by), default));

    private static Task<ClaimTaskOutcome> Release(ReviewScene scene, Person by, UserTask task) =>
        scene.App.Ask<ReleaseTask, ClaimTaskOutcome>(release => release.RunAsync(new(task.Id), ReviewScene.By(by), default));

    private static Task<ReassignTaskOutcome> Hand(ReviewScene scene, Person by, UserTask task, Person to, string reason) =>
        scene.App.Ask<ReassignTask, ReassignTaskOutcome>(hand => hand.RunAsync(new(task.Id, to.Id, reason), ReviewScene.By(by), default));

    private static Task<RemindTaskOutcome> Remind(ReviewScene scene, UserTask task) =>
        scene.App.Ask<RemindTask, RemindTaskOutcome>(remind => remind.RunAsync(new(task.Id), ReviewScene.By(scene.Organiser), default));
}
