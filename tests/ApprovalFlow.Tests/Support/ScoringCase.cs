using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Scoring;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;

namespace ApprovalFlow.Tests.Support;

/// <summary>
/// A running competition whose procedure is only the stages asked for, with qualified candidates and everybody it takes to
/// score them: two markers, seven assessors and a reserve, keeper, verifiers, scrutineer, observer, leading group.
/// </summary>
internal sealed class ScoringCase : IDisposable
{
    public TestApp App { get; } = new();
    /// <summary>Where a browser reaches it, when asked to listen.</summary>
    public Uri Site { get; private set; } = null!;

    public Unit Unit { get; private set; } = null!;
    public Competition Competition { get; private set; } = null!;
    public IReadOnlyList<Post> Posts { get; private set; } = [];
    public IReadOnlyList<Person> Candidates { get; private set; } = [];
    public IReadOnlyList<Application> Applications { get; private set; } = [];
    public Dictionary<string, Person> Staff { get; } = [];
    public IReadOnlyList<Person> Evaluators { get; private set; } = [];

    public Person this[string who] => Staff[who];

    public static Actor Of(Person person) => new(person.Id, person.Name);

    /// <summary>
    /// Stages in their order with their settings as the designer writes them; candidates per post; evaluators with their category.
    /// </summary>
    public static async Task<ScoringCase> With(
        (string Stage, object? Settings)[] stages, int[] candidates, int quota = 1, int evaluators = 0, Func<int, string>? category = null,
        Func<Plan, Plan>? plan = null, bool candidatesEvaluate = false, Func<ScoringCase, Task>? beforeStart = null, bool listen = false)
    {
        var it = new ScoringCase();
        if (listen) it.Site = it.App.Listen();
        var now = it.App.Clock.GetUtcNow();
        it.Unit = await it.App.HasUnit();
        foreach (var (who, name, role) in new (string, string, Role?)[]
        {
            ("organiser", "组织甲", Role.Organiser), ("leader", "领导乙", Role.LeadingGroup), ("marker", "阅卷甲", null), ("marker2", "阅卷乙", null),
            ("keeper", "计分甲", null), ("verifier", "复核甲", null), ("verifier2", "复核乙", null), ("scrutineer", "监票甲", null), ("observer", "监督甲", null),
            ("reserve", "候补甲", null), ("administrator", "管理甲", Role.UnitAdministrator),
        })
        {
            it.Staff[who] = role is { } held ? await it.App.HasPerson(it.Unit, name, held) : await it.App.HasPerson(it.Unit, name);
        }

        for (var i = 1; i <= 7; i++) it.Staff[$"assessor{i}"] = await it.App.HasPerson(it.Unit, $"评委{i}");

        var procedure = ProcedureVersion.Draft("scoring", "scoring", null, 1, "评分", "Scoring", null, now);
        var written = (plan ?? (p => p))(new Plan
        {
            AsOf = new(2026, 8, 31), Schedule = new() { ExamAt = now, InterviewAt = now, EvaluationAt = now }, // every hour has come
        });
        it.Competition = Competition.Draft(it.Unit.Id, "2026-01", "竞争上岗", "Competition", procedure, written, Of(it["organiser"]), now);
        it.Posts = [.. candidates.Select((_, i) => Post.In(it.Competition, i + 1, $"{"甲乙丙"[i]}处副处长", "处", "县处级副职", quota, quota))];
        it.Competition.Submit(Of(it["organiser"]), now);
        it.Competition.Decide(true, null, it.Competition.PlanRevision, "", Of(it["leader"]), now);
        await it.App.Has([procedure, it.Competition, .. it.Posts]);

        var (people, applications) = (new List<Person>(), new List<Application>());
        foreach (var (post, count) in it.Posts.Zip(candidates))
        {
            for (var i = 0; i < count; i++)
            {
                var person = await it.App.HasPerson(it.Unit, $"考生{post.Seq}之{i + 1}");
                var application = Application.Start(it.Competition.Id, person.Id, "{}", now);
                application.Save("{}", [post.Id], false, now);
                application.Submit((people.Count + 1).ToString("000", CultureInfo.InvariantCulture), now);
                application.MoveTo(ApplicationState.Qualified);
                people.Add(person);
                applications.Add(application);
            }
        }

        (it.Candidates, it.Applications) = (people, applications);
        await it.App.Has([.. applications]);
        await it.AssignAsync(evaluators, category ?? (_ => ""), candidatesEvaluate);
        if (beforeStart is not null) await beforeStart(it);
        await it.App.Has(
            new StoredDefinition(Definition(stages), isPublished: true, now),
            Signal.Start(it.Competition.InstanceId!.Value, procedure.Id, it.Competition.Id.ToString(), null, now));
        await it.WorkAsync();
        return it;
    }

    // ---- what happens ----------------------------------------------------------------------------------------------

    public async Task WorkAsync()
    {
        await App.WorkAsync();
        Assert.Empty((await App.Rows<Incident>()).Select(i => $"{i.Cause} {i.Detail}"));
    }

    public Task<TResult> Do<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act) where TUseCase : notnull => DoAndWorkAsync(act);

    public async Task<UserTask> OpenTaskAsync(TaskKind kind, Person? assignee = null)
    {
        var tasks = await App.Rows<UserTask>(t => t.Where(x => x.Kind == kind && x.State == TaskState.Open));
        return assignee is null ? Assert.Single(tasks) : Assert.Single(tasks, t => t.AssigneeId == assignee.Id);
    }

    public Task<List<UserTask>> TasksAsync(TaskKind kind) => App.Rows<UserTask>(t => t.Where(x => x.Kind == kind).OrderBy(x => x.Round));

    /// <summary>The stage run of the kind, which must be one.</summary>
    public async Task<StageRun> RunAsync(StageKind kind) => Assert.Single(await App.Rows<StageRun>(r => r.Where(x => x.Kind == kind)));

    public async Task<string> OutcomeAsync(StageKind kind) => (await RunAsync(kind)).Outcome;

    public async Task<Application> NowAsync(int candidate)
    {
        var id = Applications[candidate].Id;
        return Assert.Single(await App.Rows<Application>(a => a.Where(x => x.Id == id)));
    }

    public async Task<IReadOnlyList<ApplicationState>> StatesAsync() =>
        [.. (await App.Rows<Application>(a => a.OrderBy(x => x.Number))).Select(a => a.State)];

    public async Task<PublishedScore?> ScoreAsync(int candidate, string component)
    {
        var id = Applications[candidate].Id;
        return (await App.Rows<PublishedScore>(s => s.Where(x => x.ApplicationId == id && x.Component == component))).MaxBy(s => s.Version);
    }

    public async Task HasScoreAsync(int candidate, string component, decimal value, decimal weight, decimal? passLine = null, decimal fullMark = 100, bool vetoed = false) =>
        await App.Has(PublishedScore.First(
            Applications[candidate], Guid.CreateVersion7(), new Component(component, weight, fullMark, passLine), value, this["keeper"].Id, this["verifier"].Id,
            App.Clock.GetUtcNow(), vetoed));

    public void Dispose() => App.Dispose();

    private async Task<TResult> DoAndWorkAsync<TUseCase, TResult>(Func<TUseCase, Task<TResult>> act) where TUseCase : notnull
    {
        var result = await App.Ask(act);
        await WorkAsync();
        return result;
    }

    private async Task AssignAsync(int evaluators, Func<int, string> category, bool candidatesEvaluate)
    {
        var id = Competition.Id;
        var rows = new List<object>
        {
            Assignment.Of(id, this["marker"].Id, Duty.ExamMarker), Assignment.Of(id, this["marker2"].Id, Duty.ExamMarker),
            Assignment.Of(id, this["keeper"].Id, Duty.ScoreKeeper), Assignment.Of(id, this["verifier"].Id, Duty.ScoreVerifier),
            Assignment.Of(id, this["verifier2"].Id, Duty.ScoreVerifier), Assignment.Of(id, this["scrutineer"].Id, Duty.Scrutineer),
            Assignment.Of(id, this["observer"].Id, Duty.DisciplineObserver), Assignment.Of(id, this["reserve"].Id, Duty.PanelReserve),
        };
        for (var i = 1; i <= 7; i++) rows.Add(Assignment.Of(id, this[$"assessor{i}"].Id, Duty.PanelMember));

        var voters = candidatesEvaluate ? Candidates.ToList() : [];
        while (voters.Count < evaluators) voters.Add(await App.HasPerson(Unit, $"测评人{voters.Count + 1}"));
        Evaluators = voters;
        rows.AddRange(voters.Select((person, i) => Assignment.Of(id, person.Id, Duty.Evaluator, category(i))));
        await App.Has([.. rows]);
    }

    private static JsonObject Definition((string Stage, object? Settings)[] stages)
    {
        var activities = new JsonArray(Node("start", "Elsa.Start"));
        var connections = new JsonArray();
        var previous = ("start", "Done");
        foreach (var (stage, settings) in stages)
        {
            var node = Node(stage, $"ApprovalFlow.{stage}");
            foreach (var property in settings?.GetType().GetProperties() ?? [])
                node[char.ToLowerInvariant(property.Name[0]) + property.Name[1..]] = System.Text.Json.JsonSerializer.SerializeToNode(property.GetValue(settings));
            activities.Add(node);
            connections.Add(Connection(previous.Item1, previous.Item2, stage));
            var outcomes = StageCatalog.All.Single(d => d.TypeName == $"ApprovalFlow.{stage}").Outcomes;
            foreach (var other in outcomes.Skip(1)) connections.Add(Connection(stage, other.Name, "end"));
            previous = (stage, outcomes[0].Name);
        }

        connections.Add(Connection(previous.Item1, previous.Item2, "end"));
        activities.Add(Node("end", "Elsa.End"));
        return new JsonObject
        {
            ["id"] = "scoring", ["definitionId"] = "scoring", ["name"] = "scoring", ["version"] = 1, ["isLatest"] = true, ["isPublished"] = true,
            ["root"] = new JsonObject
            {
                ["id"] = "flow", ["nodeId"] = "w", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["activities"] = activities, ["connections"] = connections,
            },
        };

        static JsonObject Node(string id, string type) => new() { ["id"] = id, ["nodeId"] = $"w:{id}", ["type"] = type, ["version"] = 1 };
        static JsonObject Connection(string from, string port, string to) => new()
        {
            ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        };
    }
}
