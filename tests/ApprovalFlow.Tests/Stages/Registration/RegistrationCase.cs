using System.Text.Json.Nodes;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Applications;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Units;

namespace ApprovalFlow.Tests.Stages.Registration;

/// <summary>
/// A competition whose procedure is registration alone, opening Monday 7 September 2026 and closing Friday 11 at 24:00;
/// materials until the 14th, withdrawal until the 15th.
/// </summary>
internal sealed class RegistrationCase : IDisposable
{
    public static readonly DateOnly ClosesOn = new(2026, 9, 11);

    public TestApp App { get; } = new();
    public Unit Unit { get; private set; } = null!;
    public Person Organiser { get; private set; } = null!;
    public Person Leader { get; private set; } = null!;
    public Competition Competition { get; private set; } = null!;
    public IReadOnlyList<Post> Posts { get; private set; } = [];
    public Guid Id => Competition.Id;

    /// <summary>One post for each quota. Settings are written as the designer writes them.</summary>
    public static async Task<RegistrationCase> With(int[] quotas, object? settings = null, Func<Plan, Plan>? plan = null)
    {
        var it = new RegistrationCase();
        it.Unit = await it.App.HasUnit();
        it.Organiser = await it.App.HasPerson(it.Unit, "组织甲", Role.Organiser);
        it.Leader = await it.App.HasPerson(it.Unit, "领导乙", Role.LeadingGroup);
        (it.Competition, it.Posts) = await it.RunCompetition("2026-01", quotas, settings, plan);
        return it;
    }

    /// <summary>Another competition of the same unit, approved and started.</summary>
    public async Task<(Competition, IReadOnlyList<Post>)> RunCompetition(string number, int[] quotas, object? settings = null, Func<Plan, Plan>? plan = null)
    {
        var now = App.Clock.GetUtcNow();
        var definition = Definition($"registration-{number}", settings);
        var procedure = ProcedureVersion.Draft($"registration-{number}", $"registration-{number}", null, 1, "报名", "Registration", null, now);
        var written = new Plan
        {
            AsOf = new(2026, 8, 31),
            Schedule = new()
            {
                AnnounceOn = new(2026, 9, 1), RegistrationOpensOn = new(2026, 9, 7), RegistrationClosesOn = ClosesOn,
                MaterialsCloseOn = new(2026, 9, 14), WithdrawalClosesOn = new(2026, 9, 15),
            },
        };
        var competition = Competition.Draft(
            Unit.Id, number, $"{number}号竞争上岗", $"Competition {number}", procedure, (plan ?? (p => p))(written), new Actor(Organiser.Id, "组织甲"), now);
        var posts = quotas.Select((quota, i) => Post.In(competition, i + 1, $"{"甲乙丙丁"[i]}处副处长", $"{"甲乙丙丁"[i]}处", "县处级副职", quota, quota)).ToList();
        competition.Submit(new Actor(Organiser.Id, "组织甲"), now);
        competition.Decide(true, null, competition.PlanRevision, "", new Actor(Leader.Id, "领导乙"), now);
        await App.Has([
            new StoredDefinition(definition, isPublished: true, now), procedure, competition, .. posts,
            Signal.Start(competition.InstanceId!.Value, procedure.Id, competition.Id.ToString(), null, now),
        ]);
        await App.WorkAsync();
        Assert.Empty((await App.Rows<Incident>()).Select(i => $"{i.Cause} {i.Detail}"));
        return (competition, posts);
    }

    public Task<Person> HasPerson(string name = "考生") => App.HasPerson(Unit, name);

    // ---- when ------------------------------------------------------------------------------------------------------

    public Task AtOpening() => At(ChinaTime.StartOf(new DateOnly(2026, 9, 7)));

    public Task JustBeforeClose() => At(ChinaTime.At(ClosesOn, new TimeOnly(23, 59, 59)));

    public Task AfterClose() => At(ChinaTime.StartOf(ClosesOn.AddDays(1)));

    public async Task At(DateTimeOffset instant)
    {
        App.Clock.GoTo(instant);
        await App.WorkAsync();
    }

    // ---- who does what ---------------------------------------------------------------------------------------------

    public Task<StartApplicationOutcome> Start(Person person, Guid? competition = null) =>
        App.Ask<StartApplication, StartApplicationOutcome>(start => start.RunAsync(new(competition ?? Id), Of(person), default));

    public async Task<SaveApplication.Result> Save(Person person, ApplicationForm form, int? revision = null, Guid? competition = null)
    {
        revision ??= (await ApplicationOf(person, competition)).Revision;
        return await App.Ask<SaveApplication, SaveApplication.Result>(save => save.RunAsync(new(competition ?? Id, revision.Value, form), Of(person), default));
    }

    public async Task<SubmitApplicationOutcome> Submit(Person person, string? signed = null, int? revision = null, Guid? competition = null)
    {
        revision ??= (await ApplicationOf(person, competition)).Revision;
        return await App.Ask<SubmitApplication, SubmitApplicationOutcome>(
            submit => submit.RunAsync(new(competition ?? Id, revision.Value, signed ?? person.Name), Of(person), default));
    }

    public Task<WithdrawApplicationOutcome> Withdraw(Person person, string reason = "个人原因") =>
        App.Ask<WithdrawApplication, WithdrawApplicationOutcome>(withdraw => withdraw.RunAsync(new(Id, reason), Of(person), default));

    /// <summary>Starts, fills in and submits in one go; the stage has looked afterwards.</summary>
    public async Task<SubmitApplicationOutcome> Register(Person person, params Post[] preferences)
    {
        await Start(person);
        await Save(person, FormOf(person, preferences));
        var outcome = await Submit(person);
        await App.WorkAsync();
        return outcome;
    }

    /// <summary>So many new people, registered for the post.</summary>
    public async Task<IReadOnlyList<Person>> HasRegistered(int count, Post post)
    {
        var people = new List<Person>();
        for (var i = 0; i < count; i++)
        {
            var person = await HasPerson($"考生{post.Seq}之{i + 1}");
            Assert.Equal(SubmitApplicationOutcome.Submitted, await Register(person, post));
            people.Add(person);
        }

        return people;
    }

    public ApplicationForm FormOf(Person person, params Post[] preferences) => Forms.Complete with
    {
        Name = person.Name, Preferences = [.. (preferences.Length > 0 ? preferences : [Posts[0]]).Select(p => p.Id)],
    };

    public async Task<RulePostOutcome> Rule(Post post, PostMeasure measure, int? newQuota = null, string reason = "报名人数不足", Person? by = null)
    {
        var task = (await TasksOf(TaskKind.RatioDecision, post.Id)).Single(t => t.State == TaskState.Open);
        var outcome = await App.Ask<RulePost, RulePostOutcome>(rule => rule.RunAsync(new(task.Id, measure, newQuota, reason), Of(by ?? Leader), default));
        await App.WorkAsync();
        return outcome;
    }

    public async Task<RechoosePostOutcome> Rechoose(Person person, Post post)
    {
        var application = await ApplicationOf(person);
        var task = (await TasksOf(TaskKind.RechoosePost, application.Id)).OrderBy(t => t.OpenedAt).Last();
        var outcome = await App.Ask<RechoosePost, RechoosePostOutcome>(choose => choose.RunAsync(new(task.Id, post.Id), Of(person), default));
        await App.WorkAsync();
        return outcome;
    }

    // ---- how it stands ---------------------------------------------------------------------------------------------

    public static Actor Of(Person person) => new(person.Id, person.Name);

    public async Task<Application> ApplicationOf(Person person, Guid? competition = null)
    {
        var id = competition ?? Id;
        return (await App.Rows<Application>(all => all.Where(a => a.CompetitionId == id && a.PersonId == person.Id))).Single();
    }

    public async Task<ApplicationState> StateOf(Person person) => (await ApplicationOf(person)).State;

    public Task<List<UserTask>> TasksOf(TaskKind kind, Guid? subject = null) =>
        App.Rows<UserTask>(all => all.Where(t => t.CompetitionId == Id && t.Kind == kind && (subject == null || t.SubjectId == subject)));

    public async Task<Post> Stored(Post post) => (await App.Rows<Post>(all => all.Where(p => p.Id == post.Id))).Single();

    public async Task<StageRun> Run() => (await App.Rows<StageRun>(all => all.Where(r => r.CompetitionId == Id))).Single();

    /// <summary>The way the stage took; empty while it is open.</summary>
    public async Task<string> Outcome() => (await Run()).Outcome;

    public void Dispose() => App.Dispose();

    private static JsonObject Definition(string id, object? settings)
    {
        var stage = new JsonObject { ["id"] = "registration", ["nodeId"] = "w:registration", ["type"] = "ApprovalFlow.Registration", ["version"] = 1 };
        foreach (var property in settings?.GetType().GetProperties() ?? [])
            stage[char.ToLowerInvariant(property.Name[0]) + property.Name[1..]] = System.Text.Json.JsonSerializer.SerializeToNode(property.GetValue(settings));
        return new JsonObject
        {
            ["id"] = id, ["definitionId"] = id, ["name"] = id, ["version"] = 1, ["isLatest"] = true, ["isPublished"] = true,
            ["root"] = new JsonObject
            {
                ["id"] = "flow", ["nodeId"] = "w", ["type"] = "Elsa.Flowchart", ["version"] = 1,
                ["activities"] = new JsonArray(Node("start", "Elsa.Start"), stage, Node("end", "Elsa.End")),
                ["connections"] = new JsonArray(
                    Connection("start", "Done", "registration"), Connection("registration", "Enough", "end"), Connection("registration", "TooFew", "end")),
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
