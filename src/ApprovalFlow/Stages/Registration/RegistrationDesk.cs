using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Registration;

/// <summary>
/// Where one person stands before the registration of one competition: the window, the posts, and whether they are within
/// its scope. Both ends of the window count.
/// </summary>
public sealed record RegistrationDesk(
    Competition Competition, StageRun Run, RegistrationSettings Settings, bool InScope, DateTimeOffset OpensAt, DateTimeOffset ClosesAt,
    DateTimeOffset? LateUntil, IReadOnlyList<Post> Posts, IReadOnlyDictionary<Guid, DateTimeOffset> ExtendedPosts,
    DateTimeOffset MaterialsCloseAt, DateTimeOffset WithdrawalClosesAt)
{
    /// <summary>The last instant at which this person may submit anything.</summary>
    public DateTimeOffset LastSubmissionAt => Latest([ClosesAt, .. ExtendedPosts.Values, LateUntil ?? ClosesAt]);

    public bool IsLate(DateTimeOffset now) => now > ClosesAt && now <= LateUntil;

    /// <summary>The posts this person may submit for now: all that are open, or after the close those extended.</summary>
    public IReadOnlySet<Guid> PostsOpenAt(DateTimeOffset now)
    {
        if (Competition.State != CompetitionState.Running || now < OpensAt) return new HashSet<Guid>();
        var all = Posts.Where(p => p.State == PostState.Open).Select(p => p.Id);
        if (now <= LateUntil) return all.ToHashSet();
        if (!Run.IsOpen) return new HashSet<Guid>();
        return (now <= ClosesAt ? all : all.Where(id => ExtendedPosts.TryGetValue(id, out var until) && now <= until)).ToHashSet();
    }

    public bool IsOpenAt(DateTimeOffset now) => PostsOpenAt(now).Count > 0;

    /// <summary>The posts to choose from while writing: before the opening already those that will be open.</summary>
    public IReadOnlyList<Post> PostsToChoose(DateTimeOffset now)
    {
        if (now < OpensAt) return [.. Posts.Where(p => p.State == PostState.Open)];
        var open = PostsOpenAt(now);
        return [.. Posts.Where(p => open.Contains(p.Id))];
    }

    public bool HealthNeeded(IEnumerable<Guid> preferences) => Posts.Any(p => p.NeedsHealth && preferences.Contains(p.Id));

    public FormDemands Demands(ApplicationForm form, DateTimeOffset now) => new(
        ChinaTime.DateOf(now), Competition.Plan.AsOf, Settings.Preferences,
        PostsToChoose(now).Select(p => p.Id).ToHashSet(), HealthNeeded(form.Preferences));

    internal static DateTimeOffset Latest(IEnumerable<DateTimeOffset> instants) => instants.Max();
}

/// <summary>Finds the desk; null where the competition has not come to registration yet, or does not exist.</summary>
public sealed class RegistrationQuery(ApprovalDb db)
{
    public async Task<RegistrationDesk?> FindAsync(Guid competitionId, Guid personId, CancellationToken ct)
    {
        var found = await (
            from r in db.Set<StageRun>()
            join c in db.Set<Competition>() on r.CompetitionId equals c.Id
            where c.Id == competitionId && r.Kind == StageKind.Registration
            orderby r.EnteredAt descending
            select new { Competition = c, Run = r }).FirstOrDefaultAsync(ct);
        if (found is null) return null;

        var (competition, run) = (found.Competition, found.Run);
        var plan = competition.Plan.Schedule;
        var deadlines = await db.Set<Deadline>().AsNoTracking()
            .Where(d => d.CompetitionId == competitionId && d.ApplicationId == null && d.State != DeadlineState.Cancelled || d.StageRunId == run.Id)
            .Where(d => d.Kind == DeadlineKind.RegistrationCloses || d.Kind == DeadlineKind.MaterialsClose || d.Kind == DeadlineKind.WithdrawalCloses)
            .ToListAsync(ct);
        var closesAt = deadlines.Where(d => d.Kind == DeadlineKind.RegistrationCloses && d.StageRunId == run.Id)
            .Select(d => d.DueAt).DefaultIfEmpty(ChinaTime.EndOf(plan.RegistrationClosesOn)).Min();
        var lateUntil = await db.Set<LateRegistration>().AsNoTracking()
            .Where(l => l.CompetitionId == competitionId && l.PersonId == personId && l.State == LateRegistrationState.Approved)
            .Select(l => (DateTimeOffset?)l.ClosesAt).FirstOrDefaultAsync(ct);
        var posts = await db.Set<Post>().Where(p => p.CompetitionId == competitionId).OrderBy(p => p.Seq).Select(p => new
        {
            Post = p,
            OpenUntil = db.Set<PostCount>().Where(c => c.PostId == p.Id && c.StageRunId == run.Id && c.Measure == PostMeasure.ExtendOnce)
                .Select(c => c.OpenUntil).FirstOrDefault(),
        }).ToListAsync(ct);
        var extended = posts.Where(p => p.OpenUntil is not null).ToDictionary(p => p.Post.Id, p => p.OpenUntil!.Value);

        return new RegistrationDesk(
            competition, run, RegistrationSettings.Of(run), await InScopeAsync(competition, personId, ct),
            ChinaTime.StartOf(plan.RegistrationOpensOn), closesAt, lateUntil, [.. posts.Select(p => p.Post)], extended,
            EndOf(DeadlineKind.MaterialsClose, plan.MaterialsCloseOn), EndOf(DeadlineKind.WithdrawalCloses, plan.WithdrawalClosesOn));

        // Nobody's time for materials or withdrawal ends before their time to register.
        DateTimeOffset EndOf(DeadlineKind kind, DateOnly? planned) => RegistrationDesk.Latest(
        [
            closesAt, lateUntil ?? closesAt, planned is { } day ? ChinaTime.EndOf(day) : closesAt, .. extended.Values,
            .. deadlines.Where(d => d.Kind == kind).Select(d => d.DueAt),
        ]);
    }

    /// <summary>Own staff; where the plan announces to the system or the public, staff of the units below as well.</summary>
    public async Task<bool> InScopeAsync(Competition competition, Guid personId, CancellationToken ct)
    {
        var units = await (
            from person in db.Set<Person>()
            join own in db.Set<Unit>() on person.UnitId equals own.Id
            from home in db.Set<Unit>()
            where person.Id == personId && person.Active && home.Id == competition.UnitId
            select new { Own = own.Path, Home = home.Path }).SingleOrDefaultAsync(ct);
        return units is not null && competition.Plan.AnnouncementScope switch
        {
            PublicationScope.Unit => units.Own == units.Home,
            PublicationScope.System or PublicationScope.Public => units.Own.StartsWith(units.Home, StringComparison.Ordinal),
        };
    }
}
