using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Recusal;
using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.QualificationReview;
using ApprovalFlow.Tests.Support;
using Kinship = ApprovalFlow.Recusal.Kinship;

namespace ApprovalFlow.Tests.Recusal;

/// <summary>Relations declared, challenges raised, and what happens to the tasks.</summary>
[Trait("Database", "Every")]
public sealed class KeepingAway
{
    [Fact]
    public async Task The_first_task_of_a_competition_asks_for_the_declaration()
    {
        using var scene = await ReviewScene.Of("王一");
        var task = await scene.Open(scene.Candidates[0].Application);
        var reviewer = scene.App.As(scene.First);

        using var asked = await reviewer.GetAsync(new Uri($"/tasks/{task.Id}", UriKind.Relative));
        Assert.Equal($"/recusals/{scene.Competition.Id}?task={task.Id}", asked.Headers.Location!.OriginalString);
        using var unconfirmed = await reviewer.Press(asked.Headers.Location.OriginalString, "确认申报");
        Assert.Contains("请勾选确认", (await unconfirmed.Page()).Body!.TextContent, StringComparison.Ordinal);
        using var declared = await reviewer.Press(asked.Headers.Location.OriginalString, "确认申报", ("Confirmed", "true"));
        Assert.Equal($"/tasks/{task.Id}", declared.Headers.Location!.OriginalString);
        using var opened = await reviewer.GetAsync(declared.Headers.Location);
        Assert.Equal($"/tasks/qualification-first-review/{task.Id}", opened.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_relative_hands_the_claimed_task_back_and_cannot_take_it_again()
    {
        using var scene = await ReviewScene.Of("王一", "李二");
        var (related, other) = (await scene.Open(scene.Candidates[0].Application), await scene.Open(scene.Candidates[1].Application));
        foreach (var task in new[] { related, other }) await Claim(scene, scene.First, task);

        await Declare(scene, scene.First, new RelationGiven(Kinship.Sibling, "王一", new(1984, 5, 1)));

        Assert.Null((await scene.Open(scene.Candidates[0].Application)).AssigneeId);
        Assert.Equal(scene.First.Id, (await scene.Open(scene.Candidates[1].Application)).AssigneeId);
        Assert.Equal(ClaimTaskOutcome.Conflict, await Claim(scene, scene.First, related));
        Assert.Equal(ReviewQualificationOutcome.NotFound, await scene.Review(scene.First, related, Verdict.Approve));
        Assert.Equal(ReviewQualificationOutcome.Recorded, await scene.Review(scene.First, other, Verdict.Approve));
        Assert.Equal(ReviewQualificationOutcome.Recorded, await scene.Review(scene.Second, related, Verdict.Approve));
    }

    [Theory]
    [InlineData(Kinship.MoreDistant, 5, ClaimTaskOutcome.Claimed)]
    [InlineData(Kinship.Cousin, 6, ClaimTaskOutcome.Claimed)]
    [InlineData(Kinship.Cousin, 5, ClaimTaskOutcome.Conflict)]
    [InlineData(Kinship.OtherInterest, 5, ClaimTaskOutcome.Conflict)]
    public async Task Degree_and_month_of_birth_decide(Kinship kinship, int month, ClaimTaskOutcome expected)
    {
        using var scene = await ReviewScene.Of("王一"); // born in May 1984
        await Declare(scene, scene.First, new RelationGiven(kinship, "王一", new(1984, month, 1)));
        Assert.Equal(expected, await Claim(scene, scene.First, await scene.Open(scene.Candidates[0].Application)));
    }

    [Fact]
    public async Task Organisers_see_that_there_is_a_conflict_and_never_which()
    {
        using var scene = await ReviewScene.Of("王一");
        await Declare(scene, scene.First, new RelationGiven(Kinship.Sibling, "王一", new(1984, 5, 1)));

        var page = await scene.App.As(scene.Organiser).Read($"/recusals/{scene.Competition.Id}");
        var row = page.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(scene.First.Name, StringComparison.Ordinal));
        Assert.Contains("是", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("兄弟姐妹", row.TextContent, StringComparison.Ordinal);
        var stranger = await scene.App.HasPerson(scene.Unit, "路人");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await scene.App.As(stranger).Try($"/recusals/{scene.Competition.Id}"));
    }

    [Fact]
    public async Task A_challenge_suspends_that_persons_task_and_nothing_else()
    {
        using var scene = await ReviewScene.Of("王一", "李二");
        var (mine, others) = (await scene.Open(scene.Candidates[0].Application), await scene.Open(scene.Candidates[1].Application));
        Assert.Equal(RaiseChallengeOutcome.Raised, await Challenge(scene, scene.Candidates[0].Person, 0));

        Assert.Equal(ReviewQualificationOutcome.NotFound, await scene.Review(scene.First, mine, Verdict.Approve));
        Assert.Equal(ReviewQualificationOutcome.Recorded, await scene.Review(scene.First, others, Verdict.Approve));
        Assert.Equal(RaiseChallengeOutcome.AlreadyRaised, await Challenge(scene, scene.Candidates[0].Person, 0));
        Assert.Equal(RaiseChallengeOutcome.NotFound, await Challenge(scene, scene.Candidates[1].Person, 0));
    }

    [Theory]
    [InlineData(true, ClaimTaskOutcome.Conflict)]
    [InlineData(false, ClaimTaskOutcome.Claimed)]
    public async Task Somebody_else_decides_it_with_a_reason(bool uphold, ClaimTaskOutcome after)
    {
        using var scene = await ReviewScene.Of("王一");
        var task = await scene.Open(scene.Candidates[0].Application);
        await scene.App.Has(RoleGrant.To(scene.Second.Id, scene.Unit.Id, Role.Organiser));
        await Challenge(scene, scene.Second, 0);
        var decision = (await scene.App.Rows<UserTask>(t => t.Where(x => x.Kind == TaskKind.RecusalDecision))).Single();

        Assert.Equal(DecideTaskOutcome.NotFound, await Decide(scene, scene.Second, decision, uphold, "我提的"));
        Assert.Equal(DecideTaskOutcome.ReasonRequired, await Decide(scene, scene.Organiser, decision, uphold, " "));
        Assert.Equal(DecideTaskOutcome.Recorded, await Decide(scene, scene.Organiser, decision, uphold, "经核实。"));
        Assert.Equal(after, await Claim(scene, scene.First, task));
    }

    [Fact]
    public async Task A_task_for_one_person_cannot_go_back_so_the_organiser_is_told()
    {
        using var scene = await ReviewScene.Of("王一");
        await scene.App.Has(UserTask.Open(
            scene.Competition.Id, null, TaskKind.InspectionMaterial, scene.Candidates[0].Application.Id, "王一", 1, scene.First.Id, null, null, null, false,
            scene.App.Clock.GetUtcNow()));
        await Declare(scene, scene.First, new RelationGiven(Kinship.Spouse, "王一", null));

        var told = Assert.Single(await scene.App.MailsTo(scene.Organiser), m => m.Event == MailEvent.OrganiserNotice);
        Assert.Contains("需要回避", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("夫妻", told.Text, StringComparison.Ordinal);
    }

    private static Task<ClaimTaskOutcome> Claim(ReviewScene scene, Person person, UserTask task) =>
        scene.App.Ask<ClaimTask, ClaimTaskOutcome>(claim => claim.RunAsync(new(task.Id), ReviewScene.By(person), default));

    private static async Task Declare(ReviewScene scene, Person person, params RelationGiven[] relations) =>
        Assert.Equal(DeclareRelationsOutcome.Declared, await scene.App.Ask<DeclareRelations, DeclareRelationsOutcome>(
            declare => declare.RunAsync(new(scene.Competition.Id, relations, true), ReviewScene.By(person), default)));

    private static Task<RaiseChallengeOutcome> Challenge(ReviewScene scene, Person by, int candidate) =>
        scene.App.Ask<RaiseChallenge, RaiseChallengeOutcome>(raise => raise.RunAsync(
            new(scene.Competition.Id, scene.Candidates[candidate].Application.Id, scene.First.Name, "曾有经济纠纷"), ReviewScene.By(by), default));

    private static Task<DecideTaskOutcome> Decide(ReviewScene scene, Person by, UserTask task, bool uphold, string reason) =>
        scene.App.Ask<DecideChallenge, DecideTaskOutcome>(decide => decide.RunAsync(new(task.Id, uphold, reason), ReviewScene.By(by), default));
}
