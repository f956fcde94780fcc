using System.Text.Json.Nodes;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.QualificationReview;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Applications;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Units;

namespace ApprovalFlow.Tests.QualificationReview;

/// <summary>
/// A competition whose procedure is a qualification review and nothing else, run by the real engine: one organiser, three
/// reviewers, two re-check reviewers, one discipline office, and the candidates a test asks for.
/// </summary>
internal sealed class ReviewScene : IDisposable
{
    private static readonly NegativeLine[] NothingFound = [];
    private int _number;

    private ReviewScene() { }

    public TestApp App { get; } = new();
    public Unit Unit { get; private set; } = null!;
    public Competition Competition { get; private set; } = null!;
    public Post Post { get; private set; } = null!;
    public Person Organiser { get; private set; } = null!;
    public Person Discipline { get; private set; } = null!;
    public Person First { get; private set; } = null!;
    public Person Second { get; private set; } = null!;
    public Person Third { get; private set; } = null!;
    public Person Recheck { get; private set; } = null!;
    public Person OtherRecheck { get; private set; } = null!;
    public List<(Person Person, Application Application)> Candidates { get; } = [];

    public static async Task<ReviewScene> Of(params string[] candidates)
    {
        var scene = new ReviewScene();
        await scene.PrepareAsync(candidates);
        return scene;
    }

    public void Dispose() => App.Dispose();

    // ---- what people do --------------------------------------------------------------------------------------------

    public Task<ReviewQualificationOutcome> Review(Person reviewer, UserTask task, Verdict verdict, string? comment = null) =>
        Review(reviewer, task.Id, verdict, comment, verdict == Verdict.Reject ? CheckResult.Fail : CheckResult.Pass);

    public Task<ReviewQualificationOutcome> Review(Person reviewer, Guid task, Verdict verdict, string? comment, CheckResult eligibility) =>
        App.Ask<ReviewQualification, ReviewQualificationOutcome>(review => review.RunAsync(
            new(task, verdict, comment, CheckResult.Pass, null, eligibility, eligibility == CheckResult.Fail ? "任现职不满两年" : null, [], NothingFound),
            By(reviewer), default));

    /// <summary>Both reviews of everybody, with the same verdict.</summary>
    public async Task ReviewedTwice(Application application, Verdict verdict, string? comment = null)
    {
        Assert.Equal(ReviewQualificationOutcome.Recorded, await Review(First, await Open(application), verdict, comment));
        await App.WorkAsync();
        Assert.Equal(ReviewQualificationOutcome.Recorded, await Review(Second, await Open(application), verdict, comment));
        await App.WorkAsync();
    }

    public Task<RequestRecheckOutcome> AskRecheck(Person person, Application application, string? reason = "任职时间计算有误") =>
        App.Ask<RequestRecheck, RequestRecheckOutcome>(ask => ask.RunAsync(new(application.Id, reason), By(person), default));

    public static Actor By(Person person) => new(person.Id, person.Name);

    // ---- what is there ---------------------------------------------------------------------------------------------

    /// <summary>The one open task about the candidate.</summary>
    public async Task<UserTask> Open(Application application) =>
        Assert.Single(await App.Rows<UserTask>(t => t.Where(x => x.SubjectId == application.Id && x.State == TaskState.Open)));

    public async Task<ApplicationState> StateOf(Application application) => (await Now(application)).State;

    public async Task<Application> Now(Application application) => (await App.Rows<Application>(a => a.Where(x => x.Id == application.Id))).Single();

    public async Task<StageRun> Run() => Assert.Single(await App.Rows<StageRun>());

    private async Task PrepareAsync(string[] candidates)
    {
        Unit = await App.HasUnit();
        Organiser = await App.HasPerson(Unit, "组织员", Role.Organiser);
        Discipline = await App.HasPerson(Unit, "监督员", Role.Discipline);
        (First, Second, Third) = (await App.HasPerson(Unit, "初审员"), await App.HasPerson(Unit, "复审员"), await App.HasPerson(Unit, "审查员丙"));
        (Recheck, OtherRecheck) = (await App.HasPerson(Unit, "复核员"), await App.HasPerson(Unit, "复核员乙"));
        var approver = await App.HasPerson(Unit, "组长", Role.LeadingGroup);

        var now = App.Clock.GetUtcNow();
        var definition = new StoredDefinition(Definition(), isPublished: true, now);
        var procedure = ProcedureVersion.Draft(definition.VersionId, definition.DefinitionId, null, 1, "资格审查", "Review", null, now);
        Competition = Competition.Draft(
            Unit.Id, "2026-01", "办公室副主任竞争上岗", "Deputy office heads", procedure, new Plan { AsOf = new(2026, 8, 31) }, By(Organiser), now);
        Competition.Submit(By(Organiser), now);
        Assert.Equal(ApprovePlanOutcome.Approved, Competition.Decide(true, null, Competition.PlanRevision, "plan", By(approver), now));
        Post = Post.In(Competition, 1, "办公室副主任", "办公室", "正处级副职", 1, 1);
        await App.Has(definition, procedure);
        await App.Has(
            Competition, Post, Assignment.Of(Competition.Id, First.Id, Duty.QualificationReviewer), Assignment.Of(Competition.Id, Second.Id, Duty.QualificationReviewer),
            Assignment.Of(Competition.Id, Third.Id, Duty.QualificationReviewer),
            Assignment.Of(Competition.Id, Recheck.Id, Duty.RecheckReviewer), Assignment.Of(Competition.Id, OtherRecheck.Id, Duty.RecheckReviewer));
        foreach (var name in candidates) await Registers(name);
        await App.Has(Signal.Start(Competition.InstanceId!.Value, definition.VersionId, Competition.Id.ToString(), null, now));
        await App.WorkAsync();
    }

    private async Task Registers(string name)
    {
        var now = App.Clock.GetUtcNow();
        var person = await App.HasPerson(Unit, name);
        var application = Application.Start(Competition.Id, person.Id, "{}", now);
        application.Save((Forms.Complete with { Name = name, Preferences = [Post.Id] }).ToJson(), [Post.Id], true, now);
        application.Submit($"{++_number:000}", now);
        await App.Has(application);
        Candidates.Add((person, application));
    }

    private static JsonObject Definition()
    {
        static JsonObject Activity(string type, string id) => new() { ["id"] = id, ["type"] = type, ["version"] = 1 };
        static JsonObject Arrow(string source, string port, string target) => new()
        {
            ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
        };
        return new()
        {
            ["id"] = "review-v1", ["definitionId"] = "review", ["name"] = "review", ["version"] = 1,
            ["variables"] = new JsonArray(), ["inputs"] = new JsonArray(), ["outputs"] = new JsonArray(), ["outcomes"] = new JsonArray(),
            ["isLatest"] = true, ["isPublished"] = true,
            ["root"] = new JsonObject
            {
                ["id"] = "flow", ["type"] = "Elsa.Flowchart", ["version"] = 1,
                ["activities"] = new JsonArray(Activity("Elsa.Start", "start"), Activity("ApprovalFlow.QualificationReview", "review"), Activity("Elsa.End", "end")),
                ["connections"] = new JsonArray(
                    Arrow("start", "Done", "review"), Arrow("review", "Qualified", "end"), Arrow("review", "NoneQualified", "end")),
            },
        };
    }
}
