using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Meetings;
using ApprovalFlow.Notices;
using ApprovalFlow.Objections;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Appointment;
using ApprovalFlow.Stages.PublicNotice;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Applications;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Units;
using AppointmentRow = ApprovalFlow.Appointments.Appointment;

namespace ApprovalFlow.Tests.Stages.Ending;

/// <summary>
/// A competition whose party group has decided: procedure from the pre-appointment notice to the archive, candidates with
/// passed items, everybody needed for it. The clock stands on Monday 28 September 2026, 9:00, before the long holiday.
/// </summary>
internal sealed class EndingCase : IDisposable
{
    public static readonly DateTimeOffset PublishedAt = ChinaTime.At(new(2026, 9, 28), new(9, 0));
    public static readonly DateTimeOffset LastInstant = ChinaTime.EndOf(new(2026, 10, 10));

    private static readonly Plan Written = new()
    {
        AsOf = new(2026, 7, 31),
        Schedule = new() { AnnounceOn = new(2026, 8, 3), RegistrationOpensOn = new(2026, 8, 10), RegistrationClosesOn = new(2026, 8, 14) },
    };

    public TestApp App { get; } = new();
    public Uri Site { get; private set; } = null!;
    public Unit Unit { get; private set; } = null!;
    public Person Organiser { get; private set; } = null!;
    public Person Discipline { get; private set; } = null!;
    public Person Handler { get; private set; } = null!;
    public Person Secretary { get; private set; } = null!;
    public Person Leader { get; private set; } = null!;
    public Competition Competition { get; private set; } = null!;
    public IReadOnlyList<Post> Posts { get; private set; } = [];
    public IReadOnlyList<Person> Candidates { get; private set; } = [];
    public Guid Id => Competition.Id;

    /// <summary>One decided candidate for each post index in <paramref name="postOf"/>; <paramref name="listens"/>: a real browser can come.</summary>
    public static async Task<EndingCase> With(int[]? quotas = null, int[]? postOf = null, object? notice = null, DateTimeOffset? at = null, bool listens = false)
    {
        var it = new EndingCase();
        if (listens) it.Site = it.App.Listen();
        await it.PeopleAsync();
        it.App.Clock.GoTo(at ?? PublishedAt);
        await it.CompetitionAsync(quotas ?? [1, 1], postOf ?? [0, 1], notice ?? new { Scope = "Public" });
        return it;
    }

    // ---- when ------------------------------------------------------------------------------------------------------

    public async Task At(DateTimeOffset instant)
    {
        App.Clock.GoTo(instant);
        await Work();
    }

    public Task AtTheEnd() => At(LastInstant);

    public Task AfterTheEnd() => At(ChinaTime.StartOf(new(2026, 10, 11)));

    public async Task Work()
    {
        await App.WorkAsync();
        Assert.Empty((await App.Rows<Incident>()).Select(i => $"{i.Cause} {i.Detail}"));
    }

    // ---- who does what ---------------------------------------------------------------------------------------------

    public async Task<PublishNoticeOutcome> Publish()
    {
        var task = await OpenTask(TaskKind.PublishNotice);
        var header = await App.Ask<TaskHeaderQuery, TaskHeader?>(q => q.ForAsync(task.Id, Of(Organiser), default));
        var draft = await App.Ask<PublishNoticeSheet, NoticeDraft>(q => q.ForAsync(header!, default));
        return await PublishSeen(task.Id, draft.Text.Hash);
    }

    public async Task<PublishNoticeOutcome> PublishSeen(Guid taskId, string hash)
    {
        var outcome = await App.Ask<PublishPreAppointmentNotice, PublishNoticeOutcome>(p => p.RunAsync(new(taskId, hash), Of(Organiser), default));
        await Work();
        return outcome;
    }

    public async Task<LodgeObjectionResult> Report(Person about, bool named = false, string facts = "某年某月某日，某事。", bool read = true, Person? by = null, string? name = null)
    {
        var person = await NoticePersonOf(about);
        var result = await App.Ask<LodgeObjection, LodgeObjectionResult>(l => l.RunAsync(
            new(person.NoticeId, person.Id, named, name ?? (named ? "举报人" : null), named ? "13800000000" : null, null, facts, read),
            by is null ? null : Of(by), default));
        await Work();
        return result;
    }

    public async Task<RecordObjectionResult> Letter(Person about, DateOnly postmark, Person? by = null, ObjectionChannel channel = ObjectionChannel.Letter)
    {
        var person = await NoticePersonOf(about);
        var result = await App.Ask<RecordObjection, RecordObjectionResult>(r => r.RunAsync(
            new(person.NoticeId, person.Id, channel, postmark, false, null, null, null, "来信反映某事。"), Of(by ?? Organiser), default));
        await Work();
        return result;
    }

    public async Task<HandleObjectionOutcome> Handle(string code, HandlingStep step, string? text = "查", Person? by = null)
    {
        var objection = await ObjectionOf(code);
        var task = (await Tasks(TaskKind.HandleObjection, objection.Id)).Single();
        var outcome = await App.Ask<HandleObjection, HandleObjectionOutcome>(h => h.RunAsync(new(task.Id, step, text), Of(by ?? Handler), default));
        await Work();
        return outcome;
    }

    public async Task Verify(string code)
    {
        Assert.Equal(HandleObjectionOutcome.UnderVerification, await Handle(code, HandlingStep.Verify));
        Assert.Equal(HandleObjectionOutcome.Reported, await Handle(code, HandlingStep.Report, "核查情况"));
    }

    public async Task<DecideObjectionOutcome> Decide(string code, ObjectionState result, string? conclusion = "结论", Person? by = null)
    {
        var objection = await ObjectionOf(code);
        var task = (await Tasks(TaskKind.DecideObjection, objection.Id)).Single();
        var outcome = await App.Ask<DecideObjection, DecideObjectionOutcome>(d => d.RunAsync(new(task.Id, result, conclusion), Of(by ?? Discipline), default));
        await Work();
        return outcome;
    }

    public async Task<CorrectNoticeOutcome> Correct(Person person, string line, string? reason = "出生年月有误", Person? by = null)
    {
        var corrected = await NoticePersonOf(person);
        var lines = (await App.Rows<NoticePerson>(all => all.Where(p => p.NoticeId == corrected.NoticeId)))
            .ToDictionary(p => p.Id, p => (string?)(p.Id == corrected.Id ? line : p.Line));
        var outcome = await App.Ask<CorrectNotice, CorrectNoticeOutcome>(c => c.RunAsync(new(corrected.NoticeId, lines, reason), Of(by ?? Organiser), default));
        await Work();
        return outcome;
    }

    /// <summary>Fixes the talk for tomorrow at nine and holds it then.</summary>
    public async Task Talk(Person person)
    {
        var application = await ApplicationOf(person);
        var task = await OpenTask(TaskKind.AppointmentTalk, application.Id);
        var at = App.Clock.GetUtcNow().AddHours(1);
        Assert.Equal(TalkOutcome.Scheduled, await TalkStep(task.Id, at, "三楼会议室", null, null));
        App.Clock.GoTo(at);
        Assert.Equal(TalkOutcome.Recorded, await TalkStep(task.Id, null, null, "厅长", "肯定、指出、要求"));
    }

    public async Task<TalkOutcome> TalkStep(Guid taskId, DateTimeOffset? at, string? place, string? by, string? record)
    {
        var outcome = await App.Ask<RecordTalk, TalkOutcome>(t => t.RunAsync(new(taskId, at, place, by, record), Of(Organiser), default));
        await Work();
        return outcome;
    }

    public async Task<IssueDocumentOutcome> Issue(Person person, string? number, string? hash = null)
    {
        var application = await ApplicationOf(person);
        var task = await OpenTask(TaskKind.AppointmentDocument, application.Id);
        hash ??= (await App.Ask<DocumentSheet, DocumentDraft>(d => d.ForAsync(application.Id, default))).Hash;
        var outcome = await App.Ask<IssueDocument, IssueDocumentOutcome>(i => i.RunAsync(new(task.Id, number, hash), Of(Organiser), default));
        await Work();
        return outcome;
    }

    public async Task Appoint(Person person, string number)
    {
        await Talk(person);
        Assert.Equal(IssueDocumentOutcome.Issued, await Issue(person, number));
    }

    // ---- how it stands ---------------------------------------------------------------------------------------------

    public static Actor Of(Person person) => new(person.Id, person.Name);

    public async Task<Application> ApplicationOf(Person person) =>
        (await App.Rows<Application>(all => all.Where(a => a.CompetitionId == Id && a.PersonId == person.Id))).Single();

    public async Task<ApplicationState> StateOf(Person person) => (await ApplicationOf(person)).State;

    public async Task<AppointmentRow> AppointmentOf(Person person)
    {
        var application = await ApplicationOf(person);
        return (await App.Rows<AppointmentRow>(all => all.Where(a => a.ApplicationId == application.Id))).Single();
    }

    /// <summary>As named in the newest notice.</summary>
    public async Task<NoticePerson> NoticePersonOf(Person person)
    {
        var application = await ApplicationOf(person);
        return (await App.Rows<NoticePerson>(all => all.Where(p => p.ApplicationId == application.Id))).MaxBy(p => p.Id)!;
    }

    public async Task<Objection> ObjectionOf(string code) => (await App.Rows<Objection>(all => all.Where(o => o.Code == code))).Single();

    public Task<List<Notice>> Notices() => App.Rows<Notice>(all => all.Where(n => n.CompetitionId == Id && n.Kind == NoticeKind.PreAppointment).OrderBy(n => n.PublishedAt));

    public Task<List<UserTask>> Tasks(TaskKind kind, Guid? subject = null) =>
        App.Rows<UserTask>(all => all.Where(t => t.CompetitionId == Id && t.Kind == kind && (subject == null || t.SubjectId == subject)).OrderBy(t => t.OpenedAt));

    public async Task<UserTask> OpenTask(TaskKind kind, Guid? subject = null) => (await Tasks(kind, subject)).Single(t => t.State == TaskState.Open);

    public async Task<StageRun> Run(StageKind kind) => (await App.Rows<StageRun>(all => all.Where(r => r.CompetitionId == Id && r.Kind == kind))).Single();

    /// <summary>The way the stage took; empty while it is open; null when it was never entered.</summary>
    public async Task<string?> Outcome(StageKind kind) =>
        (await App.Rows<StageRun>(all => all.Where(r => r.CompetitionId == Id && r.Kind == kind))).SingleOrDefault()?.Outcome;

    public async Task<List<MailMessage>> Mails(Person person, MailEvent @event) => [.. (await App.MailsTo(person)).Where(m => m.Event == @event)];

    public async Task<List<string>> Trail(string action) =>
        [.. (await App.Rows<ApprovalFlow.Trail.TrailEntry>(all => all.Where(t => t.Chain == Id && t.Action == action))).Select(t => t.ActorName)];

    /// <summary>Changes a row as another slice of the product would.</summary>
    public Task Change<T>(Guid id, Action<T> change) where T : class => App.Do<ApprovalDb>(async db =>
    {
        change((await db.FindAsync<T>(id))!);
        await db.SaveChangesAsync();
    });

    public void Dispose() => App.Dispose();

    // ---- how it was made -------------------------------------------------------------------------------------------

    private async Task PeopleAsync()
    {
        Unit = await App.HasUnit();
        await Change<Unit>(Unit.Id, u => (u.PartyGroupName, u.SupervisionPhone, u.ContactEmail) = ("中共某省民政厅党组", "024-12388", "renshi@example.org"));
        Organiser = await App.HasPerson(Unit, "组织甲", Role.Organiser);
        Discipline = await App.HasPerson(Unit, "纪检乙", Role.Discipline);
        Handler = await App.HasPerson(Unit, "承办丙", Role.Discipline);
        Secretary = await App.HasPerson(Unit, "书记丁", Role.PartySecretary);
        Leader = await App.HasPerson(Unit, "领导戊", Role.LeadingGroup);
    }

    private async Task CompetitionAsync(int[] quotas, int[] postOf, object notice)
    {
        var now = App.Clock.GetUtcNow();
        var definition = Definition(notice);
        var procedure = ProcedureVersion.Draft("ending", "ending", null, 1, "收尾", "Ending", null, now);
        Competition = Competition.Draft(Unit.Id, "2026-01", "中层干部竞争上岗", "Competition", procedure, Written, Of(Organiser), now);
        Posts = [.. quotas.Select((quota, i) => Post.In(Competition, i + 1, $"{"甲乙丙丁"[i]}处副处长", $"{"甲乙丙丁"[i]}处", "县处级副职", quota, quota))];
        Competition.Submit(Of(Organiser), now);
        Competition.Decide(true, null, Competition.PlanRevision, "", Of(Leader), now);
        var meeting = Meeting.Convene(
            Competition.Id, Guid.CreateVersion7(), 1, "2026年第12次", now.AddDays(-3), "会议室", Secretary.Id, Organiser.Id, Handler.Id, Discipline.Id, Of(Organiser), now.AddDays(-4));
        var people = new List<Person>();
        var cases = new List<object>();
        foreach (var (post, i) in postOf.Select((p, i) => (Posts[p], i)))
        {
            var person = await App.HasPerson(Unit, $"人选{"一二三四"[i]}");
            var form = Forms.Complete with { Name = person.Name, Preferences = [post.Id] };
            var application = Application.Start(Competition.Id, person.Id, form.ToJson(), now);
            application.Save(form.ToJson(), [post.Id], false, now);
            application.Submit($"00{i + 1}", now);
            application.MoveTo(ApplicationState.Decided);
            people.Add(person);
            cases.AddRange([application, DecisionItem.OnAgenda(meeting.Id, Competition.Id, application.Id, post.Id, i + 1, VoteMode.SecretBallot)]);
        }

        Candidates = people;
        var registration = StageRun.Enter(
            Competition.Id, Competition.InstanceId!.Value, "registration", 1, StageKind.Registration, "",
            """{"openingRatio":3,"floorRatio":2,"belowFloor":[],"preferences":1,"extensionWorkingDays":3,"rechooseWorkingDays":1}""", now.AddDays(-30));
        registration.Close("Enough", "{}", now.AddDays(-20));
        await App.Do<ApprovalDb>(async db =>
        {
            db.AddRange([
                new StoredDefinition(definition, isPublished: true, now), procedure, Competition, .. Posts, meeting, registration,
                Assignment.Of(Competition.Id, Handler.Id, Duty.ObjectionHandler), .. cases,
                Signal.Start(Competition.InstanceId!.Value, procedure.Id, Competition.Id.ToString(), null, now),
            ]);
            foreach (var item in db.ChangeTracker.Entries<DecisionItem>()) item.Property(i => i.State).CurrentValue = DecisionItemState.Passed;
            await db.SaveChangesAsync();
        });
        await Work();
    }

    private static JsonObject Definition(object notice) => new()
    {
        ["id"] = "ending", ["definitionId"] = "ending", ["name"] = "ending", ["version"] = 1, ["isLatest"] = true, ["isPublished"] = true,
        ["root"] = new JsonObject
        {
            ["id"] = "flow", ["nodeId"] = "w", ["type"] = "Elsa.Flowchart", ["version"] = 1,
            ["activities"] = new JsonArray(
                Node("start", "Elsa.Start"), Node("notice", "ApprovalFlow.PublicNotice", notice), Node("appointment", "ApprovalFlow.Appointment"),
                Node("probation", "ApprovalFlow.Probation"), Node("archive", "ApprovalFlow.Archive"),
                Node("close", "ApprovalFlow.CloseCompetition", new { Reason = "NonePassedDecision" }), Node("end", "Elsa.End")),
            ["connections"] = new JsonArray(
                Connection("start", "Done", "notice"), Connection("notice", "Clear", "appointment"), Connection("notice", "NoneClear", "close"),
                Connection("appointment", "Appointed", "probation"), Connection("appointment", "NoneAppointed", "close"),
                Connection("probation", "Completed", "archive"), Connection("archive", "Archived", "end"), Connection("close", "Closed", "end")),
        },
    };

    private static JsonObject Node(string id, string type, object? settings = null)
    {
        var node = new JsonObject { ["id"] = id, ["nodeId"] = $"w:{id}", ["type"] = type, ["version"] = 1 };
        foreach (var property in settings?.GetType().GetProperties() ?? [])
            node[char.ToLowerInvariant(property.Name[0]) + property.Name[1..]] = JsonSerializer.SerializeToNode(property.GetValue(settings));
        return node;
    }

    private static JsonObject Connection(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };
}
