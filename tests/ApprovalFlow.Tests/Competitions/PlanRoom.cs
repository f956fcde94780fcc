using System.Text.Json.Nodes;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Units;

namespace ApprovalFlow.Tests.Competitions;

/// <summary>A unit with the people who make and approve plans, and a procedure that only announces.</summary>
internal sealed class PlanRoom : IDisposable
{
    public const string ProcedureId = "announce-only-v1";

    private const string Definition = """
        {"id":"announce-only-v1","definitionId":"announce-only","name":"只发公告","version":1,"root":{
          "id":"Flowchart1","type":"Elsa.Flowchart","activities":[
            {"id":"start","type":"Elsa.Start"},
            {"id":"announcement","type":"ApprovalFlow.Announcement","metadata":{"displayText":"发布公告"}},
            {"id":"end","type":"Elsa.End"}],
          "connections":[
            {"source":{"activity":"start","port":"Done"},"target":{"activity":"announcement","port":"In"}},
            {"source":{"activity":"announcement","port":"Published"},"target":{"activity":"end","port":"In"}}]}}
        """;

    public TestApp App { get; } = new();
    public Unit Unit { get; private set; } = null!;
    public Person Organiser { get; private set; } = null!;
    public Person Leader { get; private set; } = null!;
    public Person Observer { get; private set; } = null!;
    public Person Stranger { get; private set; } = null!;
    public Guid CompetitionId { get; private set; }

    public static Actor As(Person person) => new(person.Id, person.Name);

    /// <summary>A drafted competition, without posts and people.</summary>
    public static async Task<PlanRoom> DraftedAsync()
    {
        var room = new PlanRoom();
        room.Unit = await room.App.HasUnit();
        room.Organiser = await room.App.HasPerson(room.Unit, "组织", Role.Organiser, Role.LeadingGroup);
        room.Leader = await room.App.HasPerson(room.Unit, "组长", Role.LeadingGroup);
        room.Observer = await room.App.HasPerson(room.Unit, "监督", Role.Discipline);
        room.Stranger = await room.App.HasPerson(room.Unit, "路人");
        var stored = new StoredDefinition((JsonObject)JsonNode.Parse(Definition)!, isPublished: true, room.App.Clock.GetUtcNow());
        var version = ProcedureVersion.Draft(ProcedureId, "announce-only", null, 1, "只发公告", "Announce only", null, room.App.Clock.GetUtcNow());
        (version.State, version.Hash) = (ProcedureState.Published, stored.Hash);
        await room.App.Has(stored, version);
        var drafted = await room.DraftAsync(room.Organiser);
        Assert.Equal(DraftCompetitionOutcome.Drafted, drafted.Outcome);
        room.CompetitionId = drafted.CompetitionId!.Value;
        return room;
    }

    /// <summary>A draft that nothing is missing from.</summary>
    public static async Task<PlanRoom> CompleteAsync()
    {
        var room = await DraftedAsync();
        var plan = await room.CompetitionAsync();
        Assert.Equal(EditPlanOutcome.Saved, await room.ReviseAsync(plan.PlanRevision, plan.Plan with
        {
            Purpose = "选优配强。", Organisation = "领导小组。", Eligibility = "本单位在编人员。", DisciplineText = "严守纪律。", Contact = "人事处。",
        }));
        Assert.Equal(EditPlanOutcome.Saved, await room.AddPostAsync(vacancies: 2, quota: 1));
        Assert.Equal(AssignDutyOutcome.Assigned, (await room.AssignAsync(room.Observer, Duty.DisciplineObserver)).Outcome);
        return room;
    }

    /// <summary>A plan that waits for the leading group.</summary>
    public static async Task<PlanRoom> SubmittedAsync()
    {
        var room = await CompleteAsync();
        Assert.Equal(SubmitPlanOutcome.Submitted, (await room.SubmitAsync()).Outcome);
        return room;
    }

    /// <summary>Approved, and the engine stands in the announcement.</summary>
    public static async Task<PlanRoom> RunningAsync()
    {
        var room = await SubmittedAsync();
        Assert.Equal(ApprovePlanOutcome.Approved, await room.DecideAsync(room.Leader, approve: true));
        await room.PumpAsync();
        return room;
    }

    public Task<DraftCompetition.Result> DraftAsync(Person person, string title = "中层副职竞争上岗", string procedure = ProcedureId) =>
        App.Ask<DraftCompetition, DraftCompetition.Result>(d => d.RunAsync(
            new(Unit.Id, title, "Deputy heads", procedure, new DateOnly(2026, 9, 2)), As(person), default));

    public async Task<Competition> CompetitionAsync() =>
        Assert.Single(await App.Rows<Competition>(rows => rows.Where(c => c.Id == CompetitionId)));

    public async Task<EditPlanOutcome> ReviseAsync(int seen, Plan plan, Person? by = null) =>
        await App.Ask<RevisePlan, EditPlanOutcome>(r => r.RunAsync(new(CompetitionId, seen, "中层副职竞争上岗", "", plan), As(by ?? Organiser), default));

    public Task<EditPlanOutcome> AddPostAsync(int vacancies, int quota, string name = "综合处副处长", string rules = "[]", Person? by = null) =>
        App.Ask<SavePost, EditPlanOutcome>(s => s.RunAsync(
            new(CompetitionId, null, name, "综合处", "正处级副职", "分管综合", "大学本科以上学历。", rules, vacancies, quota), As(by ?? Organiser), default));

    public Task<AssignDuty.Result> AssignAsync(Person person, Duty duty, string reason = "", Person? by = null) =>
        App.Ask<AssignDuty, AssignDuty.Result>(a => a.RunAsync(new(CompetitionId, person.Id, duty, "", reason), As(by ?? Organiser), default));

    public Task<SubmitPlan.Result> SubmitAsync(Person? by = null) =>
        App.Ask<SubmitPlan, SubmitPlan.Result>(s => s.RunAsync(new(CompetitionId), As(by ?? Organiser), default));

    public async Task<ApprovePlanOutcome> DecideAsync(Person person, bool approve, string? reason = null, int? revision = null, Guid? taskId = null)
    {
        var task = taskId ?? (await TaskAsync(TaskKind.PlanApproval)).Id;
        var seen = revision ?? (await CompetitionAsync()).PlanRevision;
        return await App.Ask<ApprovePlan, ApprovePlanOutcome>(a => a.RunAsync(new(task, seen, approve, reason), As(person), default));
    }

    /// <summary>The latest task of the kind.</summary>
    public async Task<UserTask> TaskAsync(TaskKind kind) =>
        (await App.Rows<UserTask>(rows => rows.Where(t => t.CompetitionId == CompetitionId && t.Kind == kind).OrderByDescending(t => t.Round)))[0];

    public Task PumpAsync() => App.Do<SignalPump>(pump => pump.RunOnceAsync(default));

    /// <summary>Somebody of the unit has registered.</summary>
    public async Task<(Person Person, Application Application)> HasCandidateAsync(string name = "报名人")
    {
        var person = await App.HasPerson(Unit, name);
        var application = Application.Start(CompetitionId, person.Id, "{}", App.Clock.GetUtcNow());
        application.Submit("001", App.Clock.GetUtcNow());
        await App.Has(application);
        return (person, application);
    }

    public Task<List<StageRun>> RunsAsync() => App.Rows<StageRun>(rows => rows.Where(r => r.CompetitionId == CompetitionId));

    public void Dispose() => App.Dispose();
}
