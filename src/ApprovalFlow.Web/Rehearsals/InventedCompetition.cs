using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Eligibility;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Notices;
using ApprovalFlow.Objections;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Rehearsals;

/// <summary>One post of an invented competition.</summary>
internal sealed record InventedPost(string Name, string Department, string Level, string Duties);

/// <summary>Who does what, besides the party group, which comes from the standing roles.</summary>
internal sealed record InventedDuty(Duty Duty, IReadOnlyList<InventedPerson> People);

/// <summary>What an invented competition is made of.</summary>
internal sealed record InventedOutline(
    Guid UnitId, string Title, string TitleEn, string Procedure, DateOnly AnnounceOn, InventedPerson Organiser, IReadOnlyList<InventedPost> Posts,
    IReadOnlyList<InventedDuty> Duties, IReadOnlyList<InventedPerson> Candidates, Script Script, string ExamPlace, string HallPlace)
{
    /// <summary>The plan's dates; null: as the product proposes them.</summary>
    public Schedule? Timetable { get; init; }
}

/// <summary>
/// Takes an invented competition from its plan as far as it is told, through the product's own use cases, with the clock
/// moving as it would have: for a rehearsal in its room, and for the demonstration in the product's own database.
/// </summary>
internal sealed class InventedCompetition(IServiceScopeFactory scopes, PassingTime time, MovableClock clock, InventedOutline outline, CancellationToken ct)
{
    /// <summary>More rounds of asking everybody than any competition needs: 300 candidates take about 160.</summary>
    private const int MostRounds = 500;

    public Guid Id { get; private set; }

    /// <summary>Writes the plan, names everybody, and puts it before the leading group.</summary>
    public async Task PlanAsync()
    {
        var actor = new Actor(outline.Organiser.Person.Id, outline.Organiser.Person.Name);
        var drafted = await In<DraftCompetition, DraftCompetition.Result>(
            c => c.RunAsync(new(outline.UnitId, outline.Title, outline.TitleEn, outline.Procedure, outline.AnnounceOn), actor, ct));
        Id = drafted.CompetitionId ?? throw new InvalidOperationException($"The competition could not be drafted: {drafted.Outcome}.");

        var competition = await In<ApprovalDb, Competition>(db => db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == Id, ct));
        var plan = competition.Plan with
        {
            Purpose = "拓宽选人用人视野，把政治过硬、业务熟悉、群众认可的干部选拔到中层岗位。",
            Organisation = "成立竞争上岗工作领导小组，下设办公室，设在组织人事部门。",
            Eligibility = "本单位及所属单位符合资格条件的在编工作人员。",
            DisciplineText = "严格按方案办事，严禁临时动议、泄露评分和测评情况；纪检监察部门全程监督。",
            Schedule = (outline.Timetable ?? competition.Plan.Schedule) with { ExamPlace = outline.ExamPlace, InterviewPlace = outline.HallPlace, EvaluationPlace = outline.HallPlace },
        };
        await In<RevisePlan, EditPlanOutcome>(c => c.RunAsync(new(Id, competition.PlanRevision, outline.Title, outline.TitleEn, plan), actor, ct));

        foreach (var post in outline.Posts)
        {
            var saved = await In<SavePost, EditPlanOutcome>(c => c.RunAsync(
                new(Id, null, post.Name, post.Department, post.Level, post.Duties, "大学本科以上学历，任正科级（或相当）职务二年以上，近三年年度考核均为称职以上。",
                    EligibilityRules.Write(RulesOf(plan.AsOf)), 1, 1),
                actor, ct));
            if (saved != EditPlanOutcome.Saved) throw new InvalidOperationException($"Post {post.Name}: {saved}.");
        }

        foreach (var duty in outline.Duties)
        {
            foreach (var person in duty.People)
            {
                var assigned = await In<AssignDuty, AssignDuty.Result>(c => c.RunAsync(new(Id, person.Person.Id, duty.Duty), actor, ct));
                if (assigned.Outcome is not (AssignDutyOutcome.Assigned or AssignDutyOutcome.AlreadyHeld))
                    throw new InvalidOperationException($"{duty.Duty} {person.UserName}: {assigned.Outcome} {assigned.Pair}.");
            }
        }

        var submitted = await In<SubmitPlan, SubmitPlan.Result>(c => c.RunAsync(new(Id), actor, ct));
        if (submitted.Outcome != SubmitPlanOutcome.Submitted)
            throw new InvalidOperationException($"The plan cannot be submitted: {submitted.Outcome} {string.Join("; ", submitted.Findings)}");
    }

    /// <summary>Plays on until the stage has been entered and nobody has acted in it, or until the competition has ended.</summary>
    public async Task PlayUntilAsync(StageKind? stop)
    {
        var players = new Players(scopes);
        var registered = false;
        for (var round = 0; round < MostRounds; round++)
        {
            await time.SettleAsync(ct);
            var (state, stage) = await WhereAsync();
            if (state is CompetitionState.Finished or CompetitionState.Cancelled || (stop is not null && stage == stop)) return;

            if (!registered && stage == StageKind.Registration && await RegisterAllAsync()) registered = true;
            if (stage == StageKind.PublicNotice) await ReportAsync();
            if (await players.PlayAsync(Id, outline.Script, only: null, ct) == 0) await WaitAsync();
        }

        throw new InvalidOperationException($"The competition {outline.Title} does not come to {(stop is null ? "its end" : stop)}.");
    }

    private static IReadOnlyList<EligibilityRule> RulesOf(DateOnly asOf) =>
    [
        new EducationRule(EducationLevel.Undergraduate),
        new RankRule(PostRank.Section, asOf.AddYears(-2)),
        new AppraisalRule(AppraisalGrade.Competent),
        new SanctionRule(),
    ];

    private async Task<(CompetitionState State, StageKind? Stage)> WhereAsync() => await In<ApprovalDb, (CompetitionState, StageKind?)>(async db =>
    {
        var state = await db.Set<Competition>().Where(c => c.Id == Id).Select(c => c.State).SingleAsync(ct);
        var stage = await db.Set<StageRun>().Where(r => r.CompetitionId == Id && r.ClosedAt == null)
            .OrderByDescending(r => r.EnteredAt).Select(r => (StageKind?)r.Kind).FirstOrDefaultAsync(ct);
        return (state, stage);
    });

    /// <summary>Everybody registers in the first hours of the window; false while it is not open yet.</summary>
    private async Task<bool> RegisterAllAsync()
    {
        var competition = await In<ApprovalDb, Competition>(db => db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == Id, ct));
        var posts = await In<ApprovalDb, List<Guid>>(db => db.Set<Post>().Where(p => p.CompetitionId == Id).OrderBy(p => p.Seq).Select(p => p.Id).ToListAsync(ct));
        if (ChinaTime.DateOf(clock.GetUtcNow()) < competition.Plan.Schedule.RegistrationOpensOn) return false;

        foreach (var (candidate, index) in outline.Candidates.Select((c, i) => (c, i)))
        {
            var script = outline.Script.Candidates[index];
            var actor = new Actor(candidate.Person.Id, candidate.Person.Name);
            var form = InventedForms.Of(candidate.Person, index + 1, competition.Plan.AsOf, shortTenure: !script.Qualified) with { Preferences = [posts[script.Post]] };
            var started = await In<StartApplication, StartApplicationOutcome>(c => c.RunAsync(new(Id), actor, ct));
            if (started != StartApplicationOutcome.Started) throw new InvalidOperationException($"{candidate.UserName} cannot register: {started}.");

            var revision = await RevisionOf(candidate);
            var saved = await In<SaveApplication, SaveApplication.Result>(c => c.RunAsync(new(Id, revision, form), actor, ct));
            var submitted = await In<SubmitApplication, SubmitApplicationOutcome>(c => c.RunAsync(new(Id, saved.Revision, candidate.Person.Name), actor, ct));
            if (submitted != SubmitApplicationOutcome.Submitted) throw new InvalidOperationException($"{candidate.UserName} cannot submit: {submitted}.");
        }

        return true;
    }

    /// <summary>Somebody of the unit reports, once, about those whose script says so.</summary>
    private async Task ReportAsync()
    {
        var about = await In<ApprovalDb, List<NoticePerson>>(db => (
            from p in db.Set<NoticePerson>().AsNoTracking()
            join n in db.Set<Notice>() on p.NoticeId equals n.Id
            where n.CompetitionId == Id && n.State == NoticeState.InForce && !db.Set<Objection>().Any(o => o.NoticePersonId == p.Id)
            select p).ToListAsync(ct));
        var reader = outline.Duties[0].People[0].Person;
        foreach (var person in about)
        {
            var number = await In<ApprovalDb, string>(db => db.Set<Application>().Where(a => a.Id == person.ApplicationId).Select(a => a.Number).SingleAsync(ct));
            if (!outline.Script.Of(number).Reported) continue;
            await In<LodgeObjection, LodgeObjectionResult>(c => c.RunAsync(
                new(person.NoticeId, person.Id, Named: true, reader.Name, reader.Phone, "2024年",
                    "反映其任现职期间考勤记录不完整，请核查。", NoticeRead: true),
                new Actor(reader.Id, reader.Name), ct));
        }
    }

    private Task<int> RevisionOf(InventedPerson candidate) => In<ApprovalDb, int>(db => db.Set<Application>()
        .Where(a => a.CompetitionId == Id && a.PersonId == candidate.Person.Id).Select(a => a.Revision).SingleAsync(ct));

    /// <summary>
    /// Nobody could act now. With tasks open, the next morning may bring the hour they wait for; with none, only a deadline can.
    /// </summary>
    private async Task WaitAsync()
    {
        var waiting = await In<ApprovalDb, bool>(db => db.Set<UserTask>().AnyAsync(t => t.CompetitionId == Id && t.State == TaskState.Open, ct));
        var now = clock.GetUtcNow();
        var morning = ChinaTime.At(ChinaTime.DateOf(now), new TimeOnly(9, 30));
        if (morning <= now) morning = morning.AddDays(1);
        var due = await In<ApprovalDb, DateTimeOffset?>(db => db.Set<Deadlines.Deadline>()
            .Where(d => d.CompetitionId == Id && d.State == Deadlines.DeadlineState.Open && d.DueAt >= now)
            .OrderBy(d => d.DueAt).Select(d => (DateTimeOffset?)d.DueAt).FirstOrDefaultAsync(ct));
        var next = due is { } at && (!waiting || at < morning) ? at.AddSeconds(1) : morning;
        clock.GoTo(next);
    }

    private async Task<TResult> In<T, TResult>(Func<T, Task<TResult>> work) where T : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<T>());
    }
}
