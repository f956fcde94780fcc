using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Notices;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>One stage of the drawing with what has come of it; <see cref="Run"/> is the latest run, null while ahead.</summary>
public sealed record BoardStage(DrawnActivity Drawn, StageRun? Run, int Runs, DrawnProgress Progress);

/// <summary>One post with how many compete for it and how far they have come.</summary>
public sealed record BoardPost(Post Post, int Registered, int Still, int Qualified, int Inspected, int Appointed);

/// <summary>One person's duty, with the reason when relieved.</summary>
public sealed record BoardDuty(Assignment Assignment, string Name, string Department, string Position);

/// <summary>A person who could be named for a duty.</summary>
public sealed record BoardPerson(Guid Id, string Name, string Department, string UnitName);

/// <summary>A text published for this competition.</summary>
public sealed record BoardNotice(Guid Id, NoticeKind Kind, string Number, string Title, NoticeState State, PublicationScope Scope, DateTimeOffset At);

/// <summary>Everything the board of one competition shows.</summary>
public sealed record Board(
    Competition Competition, Rights Rights, Unit Unit, ProcedureVersion Procedure, Drawing Drawing, ProcedureTerms Terms,
    IReadOnlyList<BoardStage> Stages, IReadOnlyList<BoardWork> Work, IReadOnlyDictionary<ApplicationState, int> Counts, int Held,
    IReadOnlyList<BoardPost> Posts, IReadOnlyList<BoardDuty> Duties, IReadOnlyList<BoardNotice> Notices, IReadOnlyList<PlanFinding> Findings,
    string? Author, string? Approver, string? ReturnedBecause)
{
    /// <summary>How far the running competition has come in one activity of the drawing.</summary>
    public DrawnProgress ProgressOf(DrawnActivity activity) =>
        Stages.FirstOrDefault(s => s.Drawn.Id == activity.Id)?.Progress
        ?? (activity.Type == "Elsa.Start" && Competition.InstanceId is not null ? DrawnProgress.Passed : DrawnProgress.Ahead);
}

/// <summary>The board of a competition (进度看板): stage, counts, who is waited for, what is late; null for a stranger.</summary>
public sealed class CompetitionBoard(
    ApprovalDb db, CompetitionAccess access, DefinitionStore definitions, Calendars calendars, TimeProvider clock)
{
    public async Task<Board?> ForAsync(Guid competitionId, Actor actor, CancellationToken ct)
    {
        var rights = await access.ForAsync(actor, competitionId, ct);
        if (rights?.SeesBoard != true) return null;

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == competitionId, ct);
        var unit = await db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Id == competition.UnitId, ct);
        var procedure = await db.Set<ProcedureVersion>().AsNoTracking().SingleAsync(v => v.Id == competition.ProcedureVersionId, ct);
        var drawing = await definitions.DrawingAsync(procedure.Id, ct);
        var applications = await db.Set<Application>().AsNoTracking().Where(a => a.CompetitionId == competitionId && a.State > ApplicationState.Draft)
            .Select(a => new { a.State, a.PostId, a.HeldAt }).ToListAsync(ct);
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.CompetitionId == competitionId).OrderBy(p => p.Seq).ToListAsync(ct);
        var duties = await DutiesAsync(competitionId, ct);
        var returned = await db.Set<UserTask>().AsNoTracking()
            .Where(t => t.CompetitionId == competitionId && t.Kind == TaskKind.PlanApproval && t.Verdict == Verdict.Return)
            .OrderByDescending(t => t.DecidedAt).Select(t => t.Comment).FirstOrDefaultAsync(ct);
        var findings = competition.PlanIsOpen
            ? PlanCheck.Of(await SubmitPlan.ReadAsync(db, definitions, competition, ct), calendars.Current, clock.GetUtcNow())
            : [];

        return new Board(
            competition, rights, unit, procedure, drawing, ProcedureTerms.Of(drawing), await StagesAsync(competitionId, drawing, ct),
            await OpenWork.OfAsync(db, db.Set<UserTask>().Where(t => t.CompetitionId == competitionId), clock.GetUtcNow(), ct),
            applications.GroupBy(a => a.State).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Count()),
            applications.Count(a => a.HeldAt is not null),
            [
                .. posts.Select(post => (post, theirs: applications.Where(a => a.PostId == post.Id).Select(a => a.State).ToList()))
                    .Select(p => new BoardPost(
                        p.post, p.theirs.Count, p.theirs.Count(s => s.IsIn()),
                        p.theirs.Count(s => s is >= ApplicationState.Qualified and < ApplicationState.Withdrawn),
                        p.theirs.Count(s => s is >= ApplicationState.UnderInspection and < ApplicationState.Withdrawn),
                        p.theirs.Count(s => s is ApplicationState.Appointed or ApplicationState.Confirmed))),
            ],
            duties, await NoticesAsync(competitionId, ct), findings,
            await NameAsync(competition.AuthorId, ct), await NameAsync(competition.ApprovedById, ct),
            competition.PlanIsOpen ? returned : null);
    }

    /// <summary>Who could be named for a duty: the staff of the unit, then of the other units of the same system.</summary>
    public async Task<IReadOnlyList<BoardPerson>> PeopleAsync(Guid unitId, CancellationToken ct)
    {
        var path = await db.Set<Unit>().Where(u => u.Id == unitId).Select(u => u.Path).SingleAsync(ct);
        var root = path[..(path.IndexOf('/', 1) + 1)];
        var people = await (
            from person in db.Set<Person>().AsNoTracking()
            join unit in db.Set<Unit>() on person.UnitId equals unit.Id
            where person.Active && unit.Path.StartsWith(root)
            orderby unit.Id == unitId ? 0 : 1, unit.Path, person.Name
            select new BoardPerson(person.Id, person.Name, person.Department, unit.Id == unitId ? "" : unit.Name)).ToListAsync(ct);
        return people;
    }

    private async Task<List<BoardStage>> StagesAsync(Guid competitionId, Drawing drawing, CancellationToken ct)
    {
        var runs = await db.Set<StageRun>().AsNoTracking().Where(r => r.CompetitionId == competitionId).OrderBy(r => r.EnteredAt).ToListAsync(ct);
        var stages = new List<BoardStage>();
        foreach (var activity in drawing.InOrder.Where(a => a.Stage is not null))
        {
            var own = runs.Where(r => r.ActivityId == activity.Id).ToList();
            // What only closes the competition is shown when it has happened, not as something to come.
            if (own.Count == 0 && activity.Stage == StageKind.CloseCompetition) continue;
            var progress = own.Count == 0 ? DrawnProgress.Ahead : own[^1].IsOpen ? DrawnProgress.Here : DrawnProgress.Passed;
            stages.Add(new BoardStage(activity, own.LastOrDefault(), own.Count, progress));
        }

        return stages;
    }

    private async Task<List<BoardDuty>> DutiesAsync(Guid competitionId, CancellationToken ct) =>
        await (
            from assignment in db.Set<Assignment>().AsNoTracking()
            join person in db.Set<Person>() on assignment.PersonId equals person.Id
            where assignment.CompetitionId == competitionId
            orderby assignment.Duty, assignment.RelievedAt != null, person.Name
            select new BoardDuty(assignment, person.Name, person.Department, person.Position)).ToListAsync(ct);

    private async Task<List<BoardNotice>> NoticesAsync(Guid competitionId, CancellationToken ct) =>
        await db.Set<Notice>().AsNoTracking().Where(n => n.CompetitionId == competitionId).OrderBy(n => n.PublishedAt)
            .Select(n => new BoardNotice(n.Id, n.Kind, n.Number, n.Title, n.State, n.Scope, n.PublishedAt)).ToListAsync(ct);

    private async Task<string?> NameAsync(Guid? personId, CancellationToken ct) =>
        personId is { } id ? await db.Set<Person>().Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(ct) : null;
}
