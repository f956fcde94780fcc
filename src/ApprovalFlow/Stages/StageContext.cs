using System.Text.Json;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.People;
using ApprovalFlow.Recusal;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Stages;

/// <summary>Who a task goes to: exactly one person, or everybody with a duty in the competition or a role in the unit.</summary>
public readonly record struct AskWho(Guid? PersonId, Duty? Duty, Role? Role)
{
    public static AskWho Person(Guid id) => new(id, null, null);
    public static AskWho AnyWith(Duty duty) => new(null, duty, null);
    public static AskWho AnyWith(Role role) => new(null, null, role);
}

/// <summary>What a stage sees and the verbs it opens its work with. Everything lands in the engine's one commit.</summary>
public sealed class StageContext
{
    private readonly ActivityContext _activity;

    private StageContext(ActivityContext activity, Competition competition, StageRun run, bool isNew)
    {
        (_activity, Competition, Run, IsNew) = (activity, competition, run, isNew);
        Db = (ApprovalDb)activity.Db;
        Calendar = activity.Services.GetRequiredService<Calendars>().Current;
        Outbox = activity.Services.GetRequiredService<Outbox>();
    }

    public ApprovalDb Db { get; }
    public Competition Competition { get; }
    public StageRun Run { get; }
    public WorkingCalendar Calendar { get; }
    public Outbox Outbox { get; }
    public DateTimeOffset Now => _activity.Now;
    public CancellationToken Cancellation => _activity.Cancellation;
    public IServiceProvider Services => _activity.Services;

    /// <summary>False when a repeated execution found the run it had made before.</summary>
    public bool IsNew { get; }

    public bool MayMove => Competition.State == CompetitionState.Running;

    public T? Input<T>(string name) => _activity.Input<T>(name);

    internal static async Task<StageContext> EnterAsync(ActivityContext activity, StageKind kind, object settings)
    {
        var competition = await CompetitionOf(activity);
        var run = await activity.Db.Set<StageRun>().SingleOrDefaultAsync(
            r => r.InstanceId == activity.InstanceId && r.ActivityId == activity.ActivityId && r.Round == activity.Round && r.CatchUp == 0,
            activity.Cancellation);
        if (run is not null) return new(activity, competition, run, isNew: false);

        run = StageRun.Enter(
            competition.Id, activity.InstanceId, activity.ActivityId, activity.Round, kind, activity.DisplayText ?? "",
            JsonSerializer.Serialize(settings, Competition.Json), activity.Now);
        activity.Db.Add(run);
        var stage = new StageContext(activity, competition, run, isNew: true);
        stage.Record("stage.entered", run.Id, $"{kind} {run.ActivityId} #{run.Round} {run.SettingsJson}");
        return stage;
    }

    internal static async Task<StageContext> FindAsync(ActivityContext activity)
    {
        var run = await activity.Db.Set<StageRun>().SingleAsync(
            r => r.InstanceId == activity.InstanceId && r.ActivityId == activity.ActivityId && r.Round == activity.Round && r.CatchUp == 0,
            activity.Cancellation);
        return new(activity, await CompetitionOf(activity), run, isNew: false);
    }

    /// <summary>The same step, working on another run of the competition.</summary>
    internal StageContext On(StageRun run) => new(_activity, Competition, run, isNew: false);

    /// <summary>Opens a task of this stage. <paramref name="workingDays"/> counts from today, today itself not counted; null means no due date.</summary>
    public UserTask OpenTask(
        TaskKind kind, AskWho who, Guid? subjectId, string subjectLabel, int? workingDays, int round = 1, bool dueIsFinal = false)
    {
        DateTimeOffset? due = workingDays is { } days ? Calendar.DueAt(Now, days) : null;
        var task = UserTask.Open(
            Competition.Id, Run.Id, kind, subjectId, subjectLabel, round, who.PersonId, who.Duty, who.Role, due, dueIsFinal, Now);
        Db.Add(task);
        if (due is { } dueAt)
        {
            var from = ChinaTime.DateOf(Now);
            Db.Add(DeadlineOf(DeadlineKind.TaskDue, dueAt, task.Id, null, wakes: dueIsFinal)
                .Counted(from, workingDays!.Value, Calendar.Version, Calendar.IsProvisional(from, ChinaTime.DateOf(dueAt))));
        }

        return task;
    }

    /// <summary>A task due at an instant fixed by the plan; refused before <paramref name="notBefore"/>.</summary>
    public UserTask OpenTaskDue(
        TaskKind kind, AskWho who, Guid? subjectId, string subjectLabel, DateTimeOffset dueAt, int round = 1, bool dueIsFinal = false,
        DateTimeOffset? notBefore = null)
    {
        var task = UserTask.Open(
            Competition.Id, Run.Id, kind, subjectId, subjectLabel, round, who.PersonId, who.Duty, who.Role, dueAt, dueIsFinal, Now, notBefore);
        Db.Add(task);
        Db.Add(DeadlineOf(DeadlineKind.TaskDue, dueAt, task.Id, null, wakes: dueIsFinal));
        return task;
    }

    /// <summary>A deadline of this stage, counted in working days from today (today not counted), that wakes the stage when reached.</summary>
    public Deadline SetDeadline(DeadlineKind kind, int workingDays, Guid? applicationId = null)
    {
        var from = ChinaTime.DateOf(Now);
        var due = Calendar.DueAt(Now, workingDays);
        var deadline = DeadlineOf(kind, due, null, applicationId, wakes: true)
            .Counted(from, workingDays, Calendar.Version, Calendar.IsProvisional(from, ChinaTime.DateOf(due)));
        Db.Add(deadline);
        return deadline;
    }

    /// <summary>A deadline at an instant fixed by the plan, that wakes the stage when reached.</summary>
    public Deadline SetDeadline(DeadlineKind kind, DateTimeOffset dueAt, Guid? applicationId = null)
    {
        var deadline = DeadlineOf(kind, dueAt, null, applicationId, wakes: true);
        Db.Add(deadline);
        return deadline;
    }

    /// <summary>When an occasion takes place: as the plan says, or at nine on the next working day where it says nothing.</summary>
    public DateTimeOffset HeldAt(DateTimeOffset? planned) =>
        planned ?? ChinaTime.At(Calendar.AddWorkingDays(ChinaTime.DateOf(Now), 1), new TimeOnly(9, 0));

    /// <summary>Wakes this stage again in a step of its own, after this one's rows are stored.</summary>
    public void PokeSelf() => Db.Add(Signal.Poke(Run.InstanceId, Run.WakesActivityId, Now));

    public void Record(string action, Guid subjectId, string detail) =>
        Db.Record(Competition.Id, action, subjectId, Actor.System, detail, Now);

    /// <summary>Adds a line to the candidate's own timeline.</summary>
    public void Tell(Application application, CaseEventKind kind, string note = "") =>
        Db.Add(CaseEvent.Of(application.Id, kind, note, Now));

    /// <summary>Promises a mail to the candidate, once per (event, application, round).</summary>
    public Task MailAsync(Application application, MailText text, int round = 1) =>
        Outbox.PromiseAsync(Db, application.PersonId, text, $"{text.Event}:{Run.ActivityId}:{application.Id:n}", round, Competition.Id, application.Id, Now, Cancellation);

    /// <summary>M11: tells a candidate whose case has just ended what the result is and where to turn.</summary>
    public async Task MailNotChosenAsync(Application application, Bilingual result)
    {
        var post = application.PostId is { } postId ? await Db.FindAsync<Post>([postId], Cancellation) : null;
        var unit = await Db.FindAsync<Unit>([Competition.UnitId], Cancellation);
        var channel = string.Join("，", new[] { unit!.Name, Competition.Plan.Contact, unit.SupervisionPhone }.Where(part => part.Length > 0));
        await MailAsync(application, new NotChosen(post?.Name ?? Competition.Title, result, channel), 1 + Run.CatchUp);
    }

    /// <summary>
    /// Takes tasks opened in this step from people who must keep away from the candidate (INV-23), and promises the mails
    /// about the others; all in the same commit.
    /// </summary>
    internal async Task AnnounceTasksAsync()
    {
        await RecusalHandOver.OfOpenedAsync(Db, Outbox, Competition, Now, Cancellation);
        await TaskMail.AnnounceAsync(Db, Outbox, Competition, Now, Cancellation);
    }

    /// <summary>
    /// Applications in the states, tracked, in order of registration number; as they stand in this step: whom the stage before
    /// has just moved is not in the database yet.
    /// </summary>
    public async Task<List<Application>> CandidatesAsync(params ApplicationState[] states)
    {
        var stored = await Db.Set<Application>().Where(a => a.CompetitionId == Competition.Id && states.Contains(a.State)).ToListAsync(Cancellation);
        var moved = Db.ChangeTracker.Entries<Application>().Where(entry => entry.State == EntityState.Modified).Select(entry => entry.Entity);
        return
        [
            .. stored.Union(moved).Where(a => a.CompetitionId == Competition.Id && states.Contains(a.State)).OrderBy(a => a.Number, StringComparer.Ordinal),
        ];
    }

    public Task<List<Post>> PostsAsync() =>
        Db.Set<Post>().Where(p => p.CompetitionId == Competition.Id).OrderBy(p => p.Seq).ToListAsync(Cancellation);

    /// <summary>Ids of those who have the duty and were not relieved of it.</summary>
    public Task<List<Guid>> AssignedAsync(Duty duty) =>
        Db.Set<Assignment>().Where(a => a.CompetitionId == Competition.Id && a.Duty == duty && a.RelievedAt == null)
            .OrderBy(a => a.Id).Select(a => a.PersonId).ToListAsync(Cancellation);

    public Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<Guid> people) =>
        Db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, Cancellation);

    /// <summary>All tasks of this run, tracked.</summary>
    public Task<List<UserTask>> TasksAsync() =>
        Db.Set<UserTask>().Where(t => t.StageRunId == Run.Id).ToListAsync(Cancellation);

    /// <summary>All deadlines of this run, tracked.</summary>
    public Task<List<Deadline>> DeadlinesAsync() =>
        Db.Set<Deadline>().Where(d => d.StageRunId == Run.Id).ToListAsync(Cancellation);

    /// <summary>Closes the run: withdraws what is open, cancels its deadlines, and puts the summary on record.</summary>
    internal async Task CloseAsync(StageResult result)
    {
        foreach (var task in await TasksAsync()) task.Withdraw();
        foreach (var deadline in await DeadlinesAsync()) deadline.Cancel();
        Run.Close(result.Outcome, JsonSerializer.Serialize(result.Summary, Competition.Json), Now);
        Record("stage.closed", Run.Id, $"{Run.Kind} {Run.ActivityId} #{Run.Round}: {result.Outcome} {Run.SummaryJson}");
    }

    private Deadline DeadlineOf(DeadlineKind kind, DateTimeOffset dueAt, Guid? taskId, Guid? applicationId, bool wakes) =>
        Deadline.At(Competition.Id, kind, dueAt, Run.Id, taskId, applicationId,
            wakes ? Run.InstanceId : null, wakes ? Run.WakesActivityId : null);

    private static Task<Competition> CompetitionOf(ActivityContext activity)
    {
        var id = Guid.Parse(activity.CorrelationId ?? throw new InvalidOperationException("A procedure runs for a competition; this instance has none."));
        return activity.Db.Set<Competition>().SingleAsync(c => c.Id == id, activity.Cancellation);
    }
}
