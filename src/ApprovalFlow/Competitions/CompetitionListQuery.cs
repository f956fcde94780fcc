using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>One competition in the list of those who may open its board.</summary>
public sealed record CompetitionLine(
    Guid Id, string Number, string Title, string TitleEn, string UnitName, CompetitionState State, string ProcedureName, string ProcedureNameEn,
    int Posts, int Registered, IReadOnlyList<StageKind> StagesNow, int OpenTasks, int LateTasks, DateTimeOffset CreatedAt);

/// <summary>One page of the list, and where the reader may begin a new competition.</summary>
public sealed record CompetitionPage(IReadOnlyList<CompetitionLine> Lines, int Total, IReadOnlyList<(Guid Id, string Name)> MayDraftIn, bool HasRole);

/// <summary>The competitions whose board the reader may open: by a standing role in the unit, or as a named observer.</summary>
public sealed class CompetitionListQuery(ApprovalDb db, TimeProvider clock)
{
    public const int Size = 20;

    private static readonly Role[] BoardRoles =
        [Role.Organiser, Role.LeadingGroup, Role.Discipline, Role.Auditor, Role.UnitAdministrator];

    private static readonly Duty[] BoardDuties = [Duty.DisciplineObserver, Duty.DisciplineReviewer];

    public async Task<CompetitionPage> ForAsync(Actor actor, string? search, CompetitionState? state, int page, CancellationToken ct)
    {
        var grants = await db.Set<RoleGrant>().AsNoTracking().Where(g => g.PersonId == actor.PersonId && BoardRoles.Contains(g.Role)).ToListAsync(ct);
        var units = grants.Select(g => g.UnitId).Distinct().ToList();
        var draftIn = grants.Where(g => g.Role == Role.Organiser).Select(g => g.UnitId).ToList();

        var seen = db.Set<Competition>().AsNoTracking()
            .Where(c => units.Contains(c.UnitId) || db.Set<Assignment>().Any(
                a => a.CompetitionId == c.Id && a.PersonId == actor.PersonId && a.RelievedAt == null && BoardDuties.Contains(a.Duty)))
            .Where(c => !db.Set<Application>().Any(a => a.CompetitionId == c.Id && a.PersonId == actor.PersonId));
        if (state is { } wanted) seen = seen.Where(c => c.State == wanted);
        if (!string.IsNullOrWhiteSpace(search))
        {
            var text = search.Trim();
            seen = seen.Where(c => c.Title.Contains(text) || c.TitleEn.Contains(text) || c.Number.Contains(text));
        }

        var now = clock.GetUtcNow();
        var total = await seen.CountAsync(ct);
        var rows = await (
            from c in seen.OrderByDescending(c => c.CreatedAt).ThenBy(c => c.Id).Skip((Math.Max(page, 1) - 1) * Size).Take(Size)
            join u in db.Set<Unit>() on c.UnitId equals u.Id
            join v in db.Set<ProcedureVersion>() on c.ProcedureVersionId equals v.Id
            orderby c.CreatedAt descending, c.Id
            select new
            {
                c.Id, c.Number, c.Title, c.TitleEn, Unit = u.Name, c.State, Procedure = v.Name, ProcedureEn = v.NameEn, c.CreatedAt,
                Posts = db.Set<Post>().Count(p => p.CompetitionId == c.Id),
                Registered = db.Set<Application>().Count(a => a.CompetitionId == c.Id && a.State > ApplicationState.Draft),
                Open = db.Set<UserTask>().Count(t => t.CompetitionId == c.Id && t.State == TaskState.Open),
                Late = db.Set<UserTask>().Count(t => t.CompetitionId == c.Id && t.State == TaskState.Open && t.DueAt < now),
            }).ToListAsync(ct);
        var ids = rows.Select(r => r.Id).ToList();
        var stages = await db.Set<StageRun>().AsNoTracking().Where(r => ids.Contains(r.CompetitionId) && r.ClosedAt == null)
            .Select(r => new { r.CompetitionId, r.Kind }).ToListAsync(ct);

        return new CompetitionPage(
            [
                .. rows.Select(r => new CompetitionLine(
                    r.Id, r.Number, r.Title, r.TitleEn, r.Unit, r.State, r.Procedure, r.ProcedureEn, r.Posts, r.Registered,
                    [.. stages.Where(s => s.CompetitionId == r.Id).Select(s => s.Kind).Distinct()], r.Open, r.Late, r.CreatedAt)),
            ],
            total,
            [.. (await db.Set<Unit>().AsNoTracking().Where(u => draftIn.Contains(u.Id)).OrderBy(u => u.Path).ToListAsync(ct)).Select(u => (u.Id, u.Name))],
            grants.Count > 0);
    }
}
