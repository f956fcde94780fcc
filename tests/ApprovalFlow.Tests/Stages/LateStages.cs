using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Meetings;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Applications;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Trail;
using ApprovalFlow.Units;

namespace ApprovalFlow.Tests.Stages;

/// <summary>
/// A competition that is already far: its procedure holds only the given late stages, its candidates stand where the first
/// of them begins. Everybody needed is named; the party group has as many members as asked for, its secretary the last.
/// </summary>
internal sealed class LateStages : IDisposable
{
    public TestApp App { get; } = new();

    /// <summary>Where a real browser finds the site; null unless it was asked for.</summary>
    public Uri? Site { get; private set; }
    public Unit Unit { get; private set; } = null!;
    public Person Organiser { get; private set; } = null!;
    public Person Leader { get; private set; } = null!;
    public Person Inspector { get; private set; } = null!;
    public Person Discipline { get; private set; } = null!;
    public Person IntegritySecretary { get; private set; } = null!;
    public Person Recorder { get; private set; } = null!;
    public Person Scrutineer { get; private set; } = null!;
    public Person Teller { get; private set; } = null!;
    public IReadOnlyList<Person> Members { get; private set; } = [];
    public Person Chief => Members[^1];
    public IReadOnlyList<Person> Candidates { get; private set; } = [];
    public Competition Competition { get; private set; } = null!;
    public IReadOnlyList<Post> Posts { get; private set; } = [];

    /// <summary>One candidate per entry of <paramref name="posts"/>, which says for which post (from 0); each post has one seat.</summary>
    public static async Task<LateStages> At(
        (string Stage, string Onward, object? Settings)[] stages, ApplicationState standing, int[] posts, int members = 7,
        Func<LateStages, int, ApplicationForm, ApplicationForm>? forms = null, bool listens = false)
    {
        var it = new LateStages();
        if (listens) it.Site = it.App.Listen();
        await it.NameEverybodyAsync(members);
        var now = it.App.Clock.GetUtcNow();
        var procedure = ProcedureVersion.Draft("late", "late", null, 1, "后段", "Late stages", null, now);
        var plan = new Plan { AsOf = new(2026, 8, 31), Contact = "024-1234" };
        it.Competition = Competition.Draft(it.Unit.Id, "2026-01", "竞争上岗", "Competition", procedure, plan, Of(it.Organiser), now);
        it.Posts = [.. posts.Distinct().Order().Select(p => Post.In(it.Competition, p + 1, $"{"甲乙丙丁"[p]}处副处长", "处", "县处级副职", 1, 1))];
        it.Competition.Submit(Of(it.Organiser), now);
        it.Competition.Decide(true, null, it.Competition.PlanRevision, "", new Actor(it.Leader.Id, "组长"), now);
        await it.App.Has([new StoredDefinition(Definition(stages), isPublished: true, now), procedure, it.Competition, .. it.Posts]);
        await it.App.Has([.. it.Duties()]);
        it.Candidates = [.. posts.Select((_, i) => Person.Join(it.Unit, $"C{i}", $"考生{i}", "办公室", "一级主任科员", $"c{i}@example.org"))];
        await it.App.Has([.. it.Candidates]);
        await it.App.Has([.. posts.Select((post, i) => it.ApplicationOf(i, it.Posts[post], standing, forms))]);
        await it.App.Has(Signal.Start(it.Competition.InstanceId!.Value, procedure.Id, it.Competition.Id.ToString(), null, now));
        await it.Work();
        return it;
    }

    public static (string, string, object?)[] Decision(VoteMode mode = VoteMode.ShowOfHands, string recusal = "Strict") =>
        [("PartyGroupDecision", "Passed", new { mode = mode.ToString(), recusalPolicy = recusal })];

    // ---- tasks and rows --------------------------------------------------------------------------------------------

    public static Actor Of(Person person) => new(person.Id, person.Name);

    public async Task Work()
    {
        await App.WorkAsync();
        Assert.Empty((await App.Rows<Incident>()).Select(i => $"{i.Cause} {i.Detail}"));
    }

    public Task<List<UserTask>> Tasks(TaskKind kind) => App.Rows<UserTask>(all => all.Where(t => t.Kind == kind && t.State == TaskState.Open).OrderBy(t => t.OpenedAt));

    public async Task<UserTask> Task(TaskKind kind, Person? assignee = null, Guid? subject = null) => Assert.Single(
        await Tasks(kind), t => (assignee is null || t.AssigneeId == assignee.Id) && (subject is null || t.SubjectId == subject));

    public async Task<Application> Application(int candidate) =>
        (await App.Rows<Application>(all => all.Where(a => a.PersonId == Candidates[candidate].Id))).Single();

    public async Task<ApplicationState> StateOf(int candidate) => (await Application(candidate)).State;

    public async Task<StageRun> Run(StageKind kind) => (await App.Rows<StageRun>(all => all.Where(r => r.Kind == kind))).Single();

    public Task<List<TrailEntry>> Trail(string action) => App.Rows<TrailEntry>(all => all.Where(e => e.Action == action));

    public Task<TOutcome> Do<TUseCase, TOutcome>(Func<TUseCase, Task<TOutcome>> act) where TUseCase : notnull => App.Ask(act);

    public void Dispose() => App.Dispose();

    // ---- the meeting -----------------------------------------------------------------------------------------------

    public async Task<ConveneMeetingOutcome> Convene(Person? scrutineer = null, Person? teller = null)
    {
        var task = await Task(TaskKind.ConveneMeeting);
        var outcome = await Do<ConveneMeeting, ConveneMeetingOutcome>(convene => convene.RunAsync(
            new(task.Id, "2026年第12次", App.Clock.GetUtcNow(), "三楼会议室", Chief.Id, Recorder.Id, (scrutineer ?? Scrutineer).Id, (teller ?? Teller).Id, []),
            Of(Organiser), default));
        await Work();
        return outcome;
    }

    public async Task<Guid> RunTask() => (await Task(TaskKind.RunMeeting)).Id;

    /// <summary>Everybody is there but the first so many members.</summary>
    public async Task<DeskOutcome> CallTheRoll(int absent = 0)
    {
        var seats = Members.Select((m, i) => new RecordAttendance.Seat(m.Id, i >= absent, i >= absent ? null : "出差")).ToList();
        var task = await RunTask();
        return await Do<RecordAttendance, DeskOutcome>(roll => roll.RunAsync(new(task, seats), Of(Recorder), default));
    }

    public async Task<DecisionItem> Item(int candidate)
    {
        var application = await Application(candidate);
        return (await App.Rows<DecisionItem>(all => all.Where(i => i.ApplicationId == application.Id && i.FollowedById == null))).Single();
    }

    public async Task<DeskOutcome> Introduce(Guid item)
    {
        var task = await RunTask();
        return await Do<IntroduceItem, DeskOutcome>(step => step.RunAsync(new(task, item, "分管领导"), Of(Recorder), default));
    }

    public async Task<DeskOutcome> Say(Guid item, Person member, Opinion opinion = Opinion.Agree)
    {
        var task = await RunTask();
        return await Do<RecordOpinion, DeskOutcome>(step => step.RunAsync(new(task, item, member.Id, opinion, null), Of(Recorder), default));
    }

    /// <summary>Introduced, discussed, and everybody entitled has spoken; the vote may be opened.</summary>
    public async Task BringToVote(Guid item)
    {
        Assert.Equal(DeskOutcome.Done, await Introduce(item));
        var task = await RunTask();
        Assert.Equal(DeskOutcome.Done, await Do<EndDiscussion, DeskOutcome>(step => step.RunAsync(new(task, item), Of(Recorder), default)));
        foreach (var member in await Voters(item)) Assert.Equal(DeskOutcome.Done, await Say(item, member));
    }

    public async Task<DeskOutcome> OpenVote(Guid item)
    {
        var task = await RunTask();
        return await Do<OpenVote, DeskOutcome>(step => step.RunAsync(new(task, item), Of(Recorder), default));
    }

    public async Task<DeskOutcome> CloseVote(Guid item, bool early = false)
    {
        var task = await RunTask();
        return await Do<CloseVote, DeskOutcome>(step => step.RunAsync(new(task, item, early), Of(Recorder), default));
    }

    /// <summary>A show of hands: so many agree, the rest disagree; then the count is signed.</summary>
    public async Task VoteByHands(int candidate, int agree)
    {
        var item = (await Item(candidate)).Id;
        await BringToVote(item);
        Assert.Equal(DeskOutcome.Done, await OpenVote(item));
        var votes = (await Voters(item)).Select((m, i) => new RecordVotes.Vote(m.Id, i < agree ? OpenChoice.Agree : OpenChoice.Disagree)).ToList();
        var task = await RunTask();
        Assert.Equal(DeskOutcome.Done, await Do<RecordVotes, DeskOutcome>(step => step.RunAsync(new(task, item, votes), Of(Recorder), default)));
        Assert.Equal(DeskOutcome.Done, await CloseVote(item));
        await SignCounts(item);
    }

    public async Task SignCounts(Guid item)
    {
        Assert.Equal(SignCountOutcome.Recorded, await SignCount(item, Scrutineer));
        Assert.Equal(SignCountOutcome.Recorded, await SignCount(item, Teller));
    }

    public async Task<SignCountOutcome> SignCount(Guid item, Person signer)
    {
        var task = await Task(TaskKind.SignCount, signer, item);
        return await Do<SignCount, SignCountOutcome>(sign => sign.RunAsync(new(task.Id), Of(signer), default));
    }

    /// <summary>Members present and not recused, the chief last.</summary>
    public async Task<IReadOnlyList<Person>> Voters(Guid item)
    {
        var meeting = (await App.Rows<DecisionItem>(all => all.Where(i => i.Id == item))).Single().MeetingId;
        var here = (await App.Rows<MeetingSeat>(all => all.Where(s => s.MeetingId == meeting && s.Presence == Presence.Present))).Select(s => s.PersonId).ToHashSet();
        var recused = (await App.Rows<ItemRecusal>(all => all.Where(r => r.ItemId == item))).Select(r => r.PersonId).ToHashSet();
        return [.. Members.Where(m => here.Contains(m.Id) && !recused.Contains(m.Id))];
    }

    public async Task<DeskOutcome> Close()
    {
        var task = await RunTask();
        return await Do<CloseMeeting, DeskOutcome>(close => close.RunAsync(new(task), Of(Recorder), default));
    }

    public async Task<SignMinutesOutcome> SignMinutes(Person signer, string? hash = null)
    {
        var task = await Task(TaskKind.SignMinutes, signer);
        hash ??= (await App.Rows<Meeting>(all => all.Where(m => m.Id == task.SubjectId))).Single().MinutesHash;
        var outcome = await Do<SignMinutes, SignMinutesOutcome>(sign => sign.RunAsync(new(task.Id, hash), Of(signer), default));
        await Work();
        return outcome;
    }

    public async Task CloseAndSign()
    {
        Assert.Equal(DeskOutcome.Done, await Close());
        Assert.Equal(SignMinutesOutcome.Recorded, await SignMinutes(Chief));
        Assert.Equal(SignMinutesOutcome.Recorded, await SignMinutes(Recorder));
    }

    // ---- setting up ------------------------------------------------------------------------------------------------

    private async Task NameEverybodyAsync(int members)
    {
        Unit = await App.HasUnit();
        Organiser = await App.HasPerson(Unit, "组织甲", Role.Organiser);
        Leader = await App.HasPerson(Unit, "考察组长");
        Inspector = await App.HasPerson(Unit, "考察员");
        Discipline = await App.HasPerson(Unit, "纪检负责人", Role.Discipline);
        IntegritySecretary = await App.HasPerson(Unit, "单位书记");
        Recorder = await App.HasPerson(Unit, "记录员");
        Scrutineer = await App.HasPerson(Unit, "监票员");
        Teller = await App.HasPerson(Unit, "计票员");
        var group = new List<Person>();
        for (var i = 1; i < members; i++) group.Add(await App.HasPerson(Unit, $"成员{i}"));
        group.Add(await App.HasPerson(Unit, "党组书记"));
        Members = group;
    }

    private IEnumerable<object> Duties()
    {
        (Person Who, Duty Duty)[] named =
        [
            (Leader, Duty.InspectionLeader), (Inspector, Duty.Inspector), (Discipline, Duty.DisciplineReviewer),
            (IntegritySecretary, Duty.IntegritySecretary), (Recorder, Duty.Recorder), (Scrutineer, Duty.Scrutineer), (Teller, Duty.Teller),
        ];
        return named.Concat(Members.Select(m => (m, m == Chief ? Duty.PartySecretary : Duty.PartyGroupMember)))
            .Select(n => Assignment.Of(Competition.Id, n.Item1.Id, n.Item2));
    }

    private Application ApplicationOf(
        int index, Post post, ApplicationState standing, Func<LateStages, int, ApplicationForm, ApplicationForm>? forms)
    {
        var person = Candidates[index];
        var form = (forms ?? ((_, _, f) => f))(this, index, Forms.Complete with { Name = person.Name });
        var now = App.Clock.GetUtcNow();
        var application = ApprovalFlow.Applications.Application.Start(Competition.Id, person.Id, form.ToJson(), now);
        application.Save(form.ToJson(), [post.Id], acceptsReassignment: false, now);
        application.Submit($"{index + 1:000}", now);
        application.MoveTo(standing);
        return application;
    }

    private static JsonObject Definition((string Stage, string Onward, object? Settings)[] stages)
    {
        var connections = new JsonArray();
        var from = ("start", "Done");
        foreach (var (stage, onward, _) in stages)
        {
            connections.Add(Connection(from.Item1, from.Item2, stage));
            from = (stage, onward);
        }

        connections.Add(Connection(from.Item1, from.Item2, "end"));
        JsonObject[] nodes = [Node("start", "Elsa.Start", null), .. stages.Select(s => Node(s.Stage, $"ApprovalFlow.{s.Stage}", s.Settings)), Node("end", "Elsa.End", null)];
        return new JsonObject
        {
            ["id"] = "late", ["definitionId"] = "late", ["name"] = "late", ["version"] = 1, ["isLatest"] = true, ["isPublished"] = true,
            ["root"] = new JsonObject
            {
                ["id"] = "flow", ["nodeId"] = "w", ["type"] = "Elsa.Flowchart", ["version"] = 1,
                ["activities"] = new JsonArray([.. nodes]), ["connections"] = connections,
            },
        };
    }

    private static JsonObject Node(string id, string type, object? settings)
    {
        var node = settings is null ? [] : JsonSerializer.SerializeToNode(settings)!.AsObject();
        (node["id"], node["nodeId"], node["type"], node["version"]) = (id, $"w:{id}", type, 1);
        return node;
    }

    private static JsonObject Connection(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };
}
