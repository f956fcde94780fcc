using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Registration;

/// <summary>
/// Registration (报名) within the plan's window, and the ratio gate at its close: a post with too few applicants goes to the
/// leading group, whose ruling is carried out here. Nothing is extended or cancelled silently.
/// </summary>
public sealed class RegistrationStage : StageActivity
{
    public static ActivityDescriptor Descriptor { get; } = new(
        "ApprovalFlow.Registration",
        new("公告与报名", "Announcement and registration"),
        new("报名", "Registration"),
        new("按方案规定的时间接受报名；截止时逐个职位核对开考比例，不足的报领导小组决定。",
            "Takes registrations within the plan's window; at the close checks each post's opening ratio and puts posts below it to the leading group."),
        [
            new("OpeningRatio", "Int32", new("开考比例", "Opening ratio"),
                new("报名人数与拟任人数之比；3 表示 3:1。0 表示不设比例，但至少一人。", "Applicants for each person to be appointed; 3 means 3:1. 0 means no ratio, but at least one."),
                3, Min: 0, Max: 20),
            new("FloorRatio", "Int32", new("最低比例", "Floor ratio"),
                new("达到此比例时，领导小组可以决定继续进行。", "From this ratio the leading group may decide to go on."), 2, Min: 0, Max: 20),
            new("BelowFloor", "Object", new("未达比例时可采取的措施", "Measures below the ratio"),
                new("取消职位总是可以的。", "Cancelling the post is always possible."),
                Enum.GetNames<PostMeasure>(), "checklist",
                [
                    new(nameof(PostMeasure.Cancel), new("取消职位", "Cancel the post")),
                    new(nameof(PostMeasure.Reduce), new("核减职数", "Reduce the number")),
                    new(nameof(PostMeasure.ExtendOnce), new("延长报名一次", "Extend once")),
                    new(nameof(PostMeasure.RechooseOnce), new("取消职位并允许改报一次", "Cancel; applicants may choose another post once")),
                    new(nameof(PostMeasure.Continue), new("不低于最低比例时继续", "Go on from the floor ratio")),
                ]),
            new("Preferences", "Int32", new("可报职位数", "Posts one person may choose"),
                new("按志愿顺序。", "In order of preference."), 1, Min: 1, Max: 5),
            new("ExtensionWorkingDays", "Int32", new("延长报名的工作日数", "Working days of an extension"), new("", ""), 3, Min: 1, Max: 20),
            new("RechooseWorkingDays", "Int32", new("改报期限（工作日）", "Working days to choose another post"), new("", ""), 1, Min: 1, Max: 10),
        ],
        [
            new("Enough", new("有职位可继续", "At least one post goes on")),
            new("TooFew", new("没有职位可继续", "No post goes on")),
        ],
        typeof(RegistrationStage));

    /// <summary>For the leading group to rule on one post.</summary>
    private const int RulingWorkingDays = 2;

    protected override StageKind Kind => StageKind.Registration;

    protected override object Settings(ActivityContext context) => new RegistrationSettings(
        context.Input<int>("OpeningRatio"), context.Input<int>("FloorRatio"),
        [.. (context.Input<string[]>("BelowFloor") ?? []).Select(Enum.Parse<PostMeasure>)],
        context.Input<int>("Preferences"), context.Input<int>("ExtensionWorkingDays"), context.Input<int>("RechooseWorkingDays"));

    protected override Task OpenAsync(StageContext stage)
    {
        var schedule = stage.Competition.Plan.Schedule;
        var id = stage.Competition.Id;
        stage.SetDeadline(DeadlineKind.RegistrationOpens, ChinaTime.StartOf(schedule.RegistrationOpensOn));
        stage.SetDeadline(DeadlineKind.RegistrationCloses, ChinaTime.EndOf(schedule.RegistrationClosesOn));
        // These two outlive the stage, so they do not hang on its run.
        if (schedule.MaterialsCloseOn is { } materials) stage.Db.Add(Deadline.At(id, DeadlineKind.MaterialsClose, ChinaTime.EndOf(materials)));
        if (schedule.WithdrawalClosesOn is { } withdrawal) stage.Db.Add(Deadline.At(id, DeadlineKind.WithdrawalCloses, ChinaTime.EndOf(withdrawal)));
        return Task.CompletedTask;
    }

    protected override async Task<StageResult?> EvaluateAsync(StageContext stage)
    {
        var deadlines = await stage.DeadlinesAsync();
        var close = deadlines.Where(d => d.Kind == DeadlineKind.RegistrationCloses).OrderBy(d => d.DueAt).First();
        if (stage.Now <= close.DueAt) return null;

        var gate = await Gate.ReadAsync(stage);
        await gate.ReportCloseAsync();
        await gate.ApplyRulingsAsync();
        gate.EndRechoosing();
        if (gate.IsExtended) return null;

        gate.CountPosts();
        if (gate.IsWaiting || await LateOnesAreComingAsync(stage)) return null;
        return gate.Result();
    }

    /// <summary>Somebody named may still register, or the leading group has not said yet whether they may.</summary>
    private static Task<bool> LateOnesAreComingAsync(StageContext stage) =>
        stage.Db.Set<LateRegistration>().AnyAsync(
            l => l.StageRunId == stage.Run.Id
                && l.State != LateRegistrationState.Refused && l.ClosesAt >= stage.Now
                && !stage.Db.Set<Application>().Any(a => a.CompetitionId == l.CompetitionId && a.PersonId == l.PersonId && a.State != ApplicationState.Draft),
            stage.Cancellation);

    /// <summary>One look at the posts, their applicants and the rulings, after the close.</summary>
    private sealed class Gate(
        StageContext stage, RegistrationSettings settings, List<Post> posts, List<Application> applicants, List<PostCount> counts, List<UserTask> tasks)
    {
        public static async Task<Gate> ReadAsync(StageContext stage)
        {
            var counts = await stage.Db.Set<PostCount>().Where(c => c.StageRunId == stage.Run.Id).OrderBy(c => c.Round).ToListAsync(stage.Cancellation);
            return new(stage, RegistrationSettings.Of(stage.Run), await stage.PostsAsync(),
                await stage.CandidatesAsync(ApplicationState.Submitted), counts, await stage.TasksAsync());
        }

        private IEnumerable<Post> OpenPosts => posts.Where(p => p.State == PostState.Open);

        public bool IsExtended => counts.Any(c => c.Measure == PostMeasure.ExtendOnce && c.OpenUntil >= stage.Now);

        public bool IsWaiting =>
            tasks.Any(t => t.State == TaskState.Open && t.Kind != TaskKind.LateRegistration) || counts.Any(c => !c.Enough && c.AppliedAt is null);

        private List<Application> ApplicantsOf(Post post) => [.. applicants.Where(a => a.PostId == post.Id && a.State == ApplicationState.Submitted)];

        /// <summary>The summary for the organisers, once: "2 posts, 14 registered".</summary>
        public Task ReportCloseAsync()
        {
            var (people, open) = (applicants.Count, OpenPosts.Count());
            return Organisers.TellAsync(
                stage.Db, stage.Outbox, stage.Competition,
                new OrganiserNotice(
                    new($"报名截止：{open} 个职位，{people} 人报名", $"Registration closed: {open} posts, {people} registered"),
                    stage.Competition.Title, $"/stages/registration/{stage.Run.Id}"),
                $"closed:{stage.Run.Id:n}", stage.Now, stage.Cancellation);
        }

        public async Task ApplyRulingsAsync()
        {
            foreach (var ruling in counts.Where(c => c.Measure is not null && c.AppliedAt is null))
            {
                var post = posts.Single(p => p.Id == ruling.PostId);
                var until = ruling.Measure!.Value switch
                {
                    PostMeasure.Cancel => Cancel(post, ruling),
                    PostMeasure.Reduce => Reduce(post, ruling),
                    PostMeasure.ExtendOnce => Extend(post, ruling),
                    PostMeasure.RechooseOnce => OfferRechoosing(post, ruling),
                    PostMeasure.Continue => null,
                };
                ruling.Apply(until, stage.Now);
                stage.Record("ratio.applied", post.Id, $"{post.Name} #{ruling.Round}: {ruling.Measure} {ruling.Reason}");
                await TellEverybodyAsync(post, ruling, until);
            }
        }

        /// <summary>Whoever has not chosen by now leaves with the cancelled post.</summary>
        public void EndRechoosing()
        {
            foreach (var task in tasks.Where(t => t.Kind == TaskKind.RechoosePost && t.State == TaskState.Open && stage.Now > t.DueAt))
            {
                task.Withdraw();
                var applicant = applicants.SingleOrDefault(a => a.Id == task.SubjectId);
                var post = posts.SingleOrDefault(p => p.Id == applicant?.PostId);
                if (applicant is not null && post is { State: PostState.Cancelled }) Leave(applicant, post);
            }
        }

        /// <summary>Counts each open post once per close, and asks the leading group where there are too few.</summary>
        public void CountPosts()
        {
            foreach (var post in OpenPosts.ToList())
            {
                var last = counts.LastOrDefault(c => c.PostId == post.Id);
                if (last is not null && last.Measure != PostMeasure.ExtendOnce) continue;

                var count = PostCount.At(stage.Run, post, (last?.Round ?? 0) + 1, ApplicantsOf(post).Count,
                    RatioGate.Required(settings.OpeningRatio, post.Quota), stage.Now);
                stage.Db.Add(count);
                counts.Add(count);
                stage.Record("ratio.counted", post.Id, $"{post.Name} #{count.Round}: {count.Applicants} of {count.Required}");
                if (count.Enough) continue;

                var task = stage.OpenTask(TaskKind.RatioDecision, AskWho.AnyWith(Role.LeadingGroup), post.Id, post.Name, RulingWorkingDays, count.Round);
                tasks.Add(task);
                count.AskedBy(task.Id);
            }
        }

        public StageResult Result()
        {
            var going = OpenPosts.Where(p => ApplicantsOf(p).Count > 0).ToList();
            return new StageResult(going.Count > 0 ? "Enough" : "TooFew", new
            {
                Posts = posts.Select(p => new { p.Name, p.State, p.Quota, Applicants = ApplicantsOf(p).Count }).ToList(),
                Registered = applicants.Count(a => a.State == ApplicationState.Submitted),
            });
        }

        private DateTimeOffset? Cancel(Post post, PostCount ruling)
        {
            post.Cancel(ruling.Reason);
            foreach (var applicant in ApplicantsOf(post))
                if (!MovesToNextPreference(applicant, post)) Leave(applicant, post);
            return null;
        }

        private DateTimeOffset? Reduce(Post post, PostCount ruling)
        {
            post.Reduce(ruling.NewQuota!.Value, ruling.Reason);
            foreach (var applicant in ApplicantsOf(post)) stage.Tell(applicant, CaseEventKind.PostReduced, $"{post.Name}：{ruling.Reason}");
            return null;
        }

        private DateTimeOffset? Extend(Post post, PostCount ruling)
        {
            var until = stage.SetDeadline(DeadlineKind.RegistrationCloses, settings.ExtensionWorkingDays).DueAt;
            foreach (var applicant in ApplicantsOf(post)) stage.Tell(applicant, CaseEventKind.RegistrationExtended, $"{post.Name}：{ruling.Reason}");
            return until;
        }

        private DateTimeOffset? OfferRechoosing(Post post, PostCount ruling)
        {
            post.Cancel(ruling.Reason);
            DateTimeOffset? until = null;
            foreach (var applicant in ApplicantsOf(post))
            {
                if (MovesToNextPreference(applicant, post)) continue;

                var choseBefore = tasks.Any(t => t.Kind == TaskKind.RechoosePost && t.SubjectId == applicant.Id);
                if (choseBefore || !OpenPosts.Any())
                {
                    Leave(applicant, post);
                    continue;
                }

                var task = stage.OpenTask(
                    TaskKind.RechoosePost, AskWho.Person(applicant.PersonId), applicant.Id, post.Name, settings.RechooseWorkingDays, ruling.Round, dueIsFinal: true);
                tasks.Add(task);
                until = task.DueAt;
                stage.Tell(applicant, CaseEventKind.RechooseOffered, $"{post.Name}：{ruling.Reason}");
            }

            return until;
        }

        /// <summary>With several preferences, the next one still open takes the place of the cancelled post.</summary>
        private bool MovesToNextPreference(Application applicant, Post cancelled)
        {
            var next = ApplicationForm.Read(applicant.FormJson).Preferences
                .SkipWhile(id => id != cancelled.Id).Skip(1).FirstOrDefault(id => OpenPosts.Any(p => p.Id == id));
            if (next == Guid.Empty || !applicant.ChangePost(next)) return false;
            stage.Tell(applicant, CaseEventKind.PostRechosen, posts.Single(p => p.Id == next).Name);
            return true;
        }

        private void Leave(Application applicant, Post post)
        {
            applicant.MoveTo(ApplicationState.PostCancelled, post.StateReason);
            stage.Tell(applicant, CaseEventKind.PostCancelled, $"{post.Name}：{post.StateReason}");
        }

        /// <summary>M3 goes to everybody registered: what becomes of one post concerns those of the others (DOMAIN §15 case 1).</summary>
        private async Task TellEverybodyAsync(Post post, PostCount ruling, DateTimeOffset? until)
        {
            foreach (var applicant in applicants)
            {
                var mayChoose = applicant.PostId == post.Id && applicant.State == ApplicationState.Submitted;
                var text = new RatioNotMet(
                    post.Name, Math.Max(1, settings.OpeningRatio), RulingWords.Of(ruling, until),
                    ruling.Measure == PostMeasure.RechooseOnce && mayChoose ? until : null);
                await stage.Outbox.PromiseAsync(
                    stage.Db, applicant.PersonId, text, $"{text.Event}:{post.Id:n}:{applicant.Id:n}", ruling.Round,
                    stage.Competition.Id, applicant.Id, stage.Now, stage.Cancellation);
            }
        }
    }
}
