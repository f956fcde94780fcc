using ApprovalFlow.Applications;
using ApprovalFlow.Disqualifications;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.QualificationReview;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Disqualifications;

/// <summary>A hold by discipline, and a disqualification with two signatures, at any stage.</summary>
public sealed class TakingACandidateOut
{
    [Fact]
    public async Task Needs_two_signatures_and_tells_the_reason()
    {
        using var scene = await ReviewScene.Of("王一", "李二");
        var (person, application) = scene.Candidates[0];
        Assert.Equal(DisqualifyApplicationOutcome.ReasonRequired, await Propose(scene, scene.Organiser, ""));
        Assert.Equal(DisqualifyApplicationOutcome.NotFound, await Propose(scene, scene.Discipline, "伪造学历"));
        Assert.Equal(DisqualifyApplicationOutcome.Proposed, await Propose(scene, scene.Organiser, "伪造学历"));
        Assert.Equal(DisqualifyApplicationOutcome.AlreadyProposed, await Propose(scene, scene.Organiser, "伪造学历"));
        Assert.Equal(ApplicationState.Submitted, await scene.StateOf(application));

        Assert.Equal(DecideTaskOutcome.NotFound, await Sign(scene, scene.Organiser, true, null));
        Assert.Equal(DecideTaskOutcome.Recorded, await Sign(scene, scene.Discipline, true, null));
        await scene.App.WorkAsync();

        Assert.Equal(ApplicationState.Disqualified, await scene.StateOf(application));
        Assert.Contains("伪造学历", Assert.Single(await scene.App.MailsTo(person), m => m.Event == MailEvent.M11NotChosen).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await scene.App.Rows<UserTask>(), t => t.SubjectId == application.Id && t.State == TaskState.Open);
        Assert.True((await scene.Run()).IsOpen, "the other candidate is still under review");
    }

    [Fact]
    public async Task Refused_it_changes_nothing_but_the_record()
    {
        using var scene = await ReviewScene.Of("王一");
        await Propose(scene, scene.Organiser, "伪造学历");
        Assert.Equal(DecideTaskOutcome.ReasonRequired, await Sign(scene, scene.Discipline, false, " "));
        Assert.Equal(DecideTaskOutcome.Recorded, await Sign(scene, scene.Discipline, false, "证据不足"));

        Assert.Equal(ApplicationState.Submitted, await scene.StateOf(scene.Candidates[0].Application));
        Assert.Equal(DisqualificationState.Refused, Assert.Single(await scene.App.Rows<Disqualification>()).State);
    }

    [Fact]
    public async Task Whoever_proposed_does_not_countersign_even_with_both_roles()
    {
        using var scene = await ReviewScene.Of("王一");
        await scene.App.Has(RoleGrant.To(scene.Organiser.Id, scene.Unit.Id, Role.Discipline));
        await Propose(scene, scene.Organiser, "伪造学历");

        Assert.Equal(DecideTaskOutcome.Conflict, await Sign(scene, scene.Organiser, true, null));
        Assert.Equal(ApplicationState.Submitted, await scene.StateOf(scene.Candidates[0].Application));
    }

    [Fact]
    public async Task A_hold_needs_discipline_and_a_reason_and_comes_once()
    {
        using var scene = await ReviewScene.Of("王一");
        Assert.Equal(HoldApplicationOutcome.NotFound, await Hold(scene, scene.Organiser, "核查"));
        Assert.Equal(HoldApplicationOutcome.ReasonRequired, await Hold(scene, scene.Discipline, ""));
        Assert.Equal(HoldApplicationOutcome.Held, await Hold(scene, scene.Discipline, "核查"));
        Assert.Equal(HoldApplicationOutcome.AlreadyHeld, await Hold(scene, scene.Discipline, "核查"));
    }

    [Fact]
    public async Task The_page_is_for_organisers_and_supervisors_and_only_these_read_why_somebody_is_held()
    {
        using var scene = await ReviewScene.Of("王一");
        await Hold(scene, scene.Discipline, "信访核查中");
        var page = $"/standing/{scene.Candidates[0].Application.Id}";

        Assert.Contains("信访核查中", (await scene.App.As(scene.Discipline).Read(page)).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("信访核查中", (await scene.App.As(scene.Organiser).Read(page)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await scene.App.As(scene.First).Try(page));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await scene.App.As(scene.Candidates[0].Person).Try(page));
    }

    private static Task<DisqualifyApplicationOutcome> Propose(ReviewScene scene, Person by, string reason) =>
        scene.App.Ask<DisqualifyApplication, DisqualifyApplicationOutcome>(
            propose => propose.RunAsync(new(scene.Candidates[0].Application.Id, reason), ReviewScene.By(by), default));

    private static async Task<DecideTaskOutcome> Sign(ReviewScene scene, Person by, bool confirm, string? comment)
    {
        var task = (await scene.App.Rows<UserTask>(t => t.Where(x => x.Kind == TaskKind.DisqualificationCountersign))).Single();
        return await scene.App.Ask<CountersignDisqualification, DecideTaskOutcome>(
            sign => sign.RunAsync(new(task.Id, confirm, comment), ReviewScene.By(by), default));
    }

    private static Task<HoldApplicationOutcome> Hold(ReviewScene scene, Person by, string reason) =>
        scene.App.Ask<HoldApplication, HoldApplicationOutcome>(
            hold => hold.RunAsync(new(scene.Candidates[0].Application.Id, reason), ReviewScene.By(by), default));
}
