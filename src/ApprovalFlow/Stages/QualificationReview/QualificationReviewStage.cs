using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.QualificationReview;

/// <summary>The stage's settings as evaluated on entry.</summary>
public sealed record ReviewSettings(int ReviewWorkingDays, int SupplementWorkingDays, int RecheckWorkingDays);

/// <summary>
/// 资格审查: every registered candidate is reviewed twice by different people, told the result with its reason, and may ask
/// for a re-check by somebody who took no part. Closes when every case is settled and every window has passed.
/// </summary>
public sealed class QualificationReviewStage : StageActivity
{
    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.QualificationReview", new("资格审查", "Qualification review"), new("资格审查", "Qualification review"),
        new("初审、复审两人分别审查报名人，不通过的告知理由，可申请复核。", "Two people review each candidate separately; whoever fails is told why and may ask for a re-check."),
        [
            Days("ReviewWorkingDays", 3, new("审查时限（工作日）", "Working days for each review"), new("初审、复审、复核各自的办理时限。", "Given to the first review, the second review and a re-check each.")),
            Days("SupplementWorkingDays", 3, new("补充材料时限（工作日）", "Working days to supply more"), new("逾期按现有材料审查。", "After that the review goes on with what is there.")),
            Days("RecheckWorkingDays", 2, new("申请复核时限（工作日）", "Working days to ask for a re-check"), new("自告知不通过之日起，当日不计。", "From the day the result was told, that day not counted.")),
        ],
        [new("Qualified", new("有人通过", "Somebody qualified")), new("NoneQualified", new("无人通过", "Nobody qualified"))],
        typeof(QualificationReviewStage));

    protected override StageKind Kind => StageKind.QualificationReview;

    protected override object Settings(ActivityContext context) => new ReviewSettings(
        context.Input<int>("ReviewWorkingDays"), context.Input<int>("SupplementWorkingDays"), context.Input<int>("RecheckWorkingDays"));

    /// <summary>Nothing to add: the evaluation that follows at once asks for the first reviews, as it does for late-comers.</summary>
    protected override Task OpenAsync(StageContext stage) => Task.CompletedTask;

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage) => await new ReviewRound(stage).EvaluateAsync();

    private static InputDescriptor Days(string name, int days, Bilingual label, Bilingual help) => new(name, "Int32", label, help, days, Min: 1, Max: 30);
}

/// <summary>One look at all cases of a review: opens what is next for each, settles what is decided.</summary>
internal sealed class ReviewRound(StageContext stage)
{
    private readonly ReviewSettings _settings = System.Text.Json.JsonSerializer.Deserialize<ReviewSettings>(stage.Run.SettingsJson, Competition.Json)!;
    private ILookup<Guid?, UserTask> _tasks = null!;
    private Dictionary<Guid, RecheckRequest> _rechecks = null!;
    private Dictionary<Guid, Deadline> _windows = null!;
    private Dictionary<Guid, string> _names = null!;
    private Dictionary<Guid, string> _posts = null!;
    private List<Guid> _reviewers = null!;

    public async Task<StageResult?> EvaluateAsync()
    {
        var cases = await LoadAsync();
        var open = false;
        foreach (var application in cases) open |= !await AdvanceAsync(application);
        if (open) return null;

        var qualified = cases.Count(a => a.State.IsIn() && a.State != ApplicationState.Submitted);
        var held = cases.Count(a => a.State == ApplicationState.Submitted);
        if (qualified == 0 && held > 0) return null; // whether anybody qualified depends on those on hold
        return new(qualified > 0 ? "Qualified" : "NoneQualified", new
        {
            Reviewed = cases.Count,
            Qualified = qualified,
            NotQualified = cases.Count(a => a.State == ApplicationState.NotQualified),
            OnHold = held,
            Rechecks = _rechecks.Count,
        });
    }

    private async Task<List<Application>> LoadAsync()
    {
        var tasks = await stage.TasksAsync();
        _tasks = tasks.ToLookup(t => t.SubjectId);
        _rechecks = await stage.Db.Set<RecheckRequest>().Where(r => r.StageRunId == stage.Run.Id).ToDictionaryAsync(r => r.ApplicationId, stage.Cancellation);
        _windows = (await stage.DeadlinesAsync()).Where(d => d.Kind == DeadlineKind.RecheckWindow).ToDictionary(d => d.ApplicationId!.Value);
        _posts = (await stage.PostsAsync()).ToDictionary(p => p.Id, p => p.Name);
        _reviewers = await stage.AssignedAsync(Duty.QualificationReviewer);

        var known = tasks.Select(t => t.SubjectId).Distinct().ToList();
        var cases = await stage.Db.Set<Application>()
            .Where(a => a.CompetitionId == stage.Competition.Id && (a.State == ApplicationState.Submitted || known.Contains(a.Id)))
            .OrderBy(a => a.Number).ToListAsync(stage.Cancellation);
        _names = await stage.NamesAsync(cases.Select(a => a.PersonId));
        return cases;
    }

    /// <summary>True when nothing more can come for this candidate in this stage.</summary>
    private async Task<bool> AdvanceAsync(Application application)
    {
        var tasks = _tasks[application.Id].ToList();
        if (application.State.IsOut() && application.State != ApplicationState.NotQualified)
        {
            foreach (var task in tasks) task.Withdraw();
            return true;
        }

        // After its deadline a supplement is not waited for: the review goes on with what is there.
        foreach (var lapsed in tasks.Where(t => t.Kind == TaskKind.Supplement && t.DueAt < stage.Now)) lapsed.Withdraw();

        var request = _rechecks.GetValueOrDefault(application.Id);
        var next = ReviewProgress.Next(tasks, request is not null);
        switch (next.Step)
        {
            case ReviewStep.Wait:
                return false;
            case ReviewStep.Review:
                Ask(application, next);
                return false;
            case ReviewStep.Supplement:
                await AskSupplementAsync(application, next);
                return false;
            default:
                return next.Passed ? await PassAsync(application, request, next) : await FailAsync(application, request, next);
        }
    }

    private void Ask(Application application, ReviewNext next)
    {
        var who = next.Kind == TaskKind.QualificationRecheck ? AskWho.AnyWith(Duty.RecheckReviewer)
            : new AskWho(next.PersonId is { } person && _reviewers.Contains(person) ? person : null, Duty.QualificationReviewer, null);
        stage.OpenTask(next.Kind, who, application.Id, LabelOf(application), _settings.ReviewWorkingDays, next.Round);
    }

    private async Task AskSupplementAsync(Application application, ReviewNext next)
    {
        var task = stage.OpenTask(
            TaskKind.Supplement, AskWho.Person(application.PersonId), application.Id, PostOf(application), _settings.SupplementWorkingDays,
            next.Round, dueIsFinal: true);
        stage.Tell(application, CaseEventKind.SupplementAsked, next.Because!.Comment);
        await MailAsync(application, next, new SupplementAsked(PostOf(application), next.Because!.Comment, task.DueAt!.Value));
    }

    private async Task<bool> PassAsync(Application application, RecheckRequest? request, ReviewNext next)
    {
        if (application.State == ApplicationState.Submitted)
        {
            if (application.HeldAt is not null) return true; // this person waits; nobody else does
            application.MoveTo(ApplicationState.Qualified);
            stage.Tell(application, CaseEventKind.ReviewPassed);
            await MailAsync(application, next, new ReviewPassed(PostOf(application)));
        }
        else if (application.State == ApplicationState.NotQualified && request?.Close(stage.Now) == true)
        {
            application.Reinstate(ApplicationState.Qualified, "");
            stage.Tell(application, CaseEventKind.RecheckDecided, next.Because!.Comment);
            await MailAsync(application, next, new RecheckDecided(PostOf(application), true, next.Because!.Comment));
        }

        return true;
    }

    private async Task<bool> FailAsync(Application application, RecheckRequest? request, ReviewNext next)
    {
        var reason = next.Because!.Comment;
        if (application.State == ApplicationState.Submitted)
        {
            application.MoveTo(ApplicationState.NotQualified, reason);
            var window = stage.SetDeadline(DeadlineKind.RecheckWindow, _settings.RecheckWorkingDays, application.Id);
            stage.Tell(application, CaseEventKind.ReviewFailed, reason);
            await MailAsync(application, next, new ReviewFailed(PostOf(application), reason, window.DueAt));
            return false;
        }

        if (request is not null)
        {
            if (!request.Close(stage.Now)) return true;
            stage.Tell(application, CaseEventKind.RecheckDecided, reason);
            await MailAsync(application, next, new RecheckDecided(PostOf(application), false, reason));
            return true;
        }

        return !_windows.TryGetValue(application.Id, out var told) || stage.Now > told.DueAt;
    }

    /// <summary>One mail per answer that caused it, whatever how often the stage looks.</summary>
    private Task MailAsync(Application application, ReviewNext next, Mail.MailText text) => stage.Outbox.PromiseAsync(
        stage.Db, application.PersonId, text, $"{text.Event}:{next.Because!.Id:n}", next.Round, stage.Competition.Id, application.Id,
        stage.Now, stage.Cancellation);

    private string PostOf(Application application) => application.PostId is { } post ? _posts.GetValueOrDefault(post, "") : "";

    private string LabelOf(Application application)
    {
        var post = PostOf(application);
        return post.Length == 0 ? _names[application.PersonId] : $"{_names[application.PersonId]} · {post}";
    }
}
