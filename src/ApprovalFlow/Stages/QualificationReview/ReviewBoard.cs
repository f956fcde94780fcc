using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.QualificationReview;

/// <summary>One step of one candidate's review as the organiser sees it.</summary>
public sealed record ReviewCell(Guid TaskId, TaskState State, Verdict? Verdict, string Who, DateTimeOffset? DueAt, int Round);

/// <summary>One candidate's row of the matrix; a step that has not come yet is null.</summary>
public sealed record ReviewRow(
    Guid ApplicationId, string Number, string Name, string Post, ApplicationState State, string Reason, bool OnHold,
    ReviewCell? First, ReviewCell? Second, ReviewCell? Supplement, ReviewCell? Recheck, DateTimeOffset? RecheckUntil, bool RecheckAsked);

/// <summary>The matrix of candidates and results of one qualification review.</summary>
public sealed record ReviewBoard(
    Guid RunId, Guid CompetitionId, string CompetitionTitle, string CompetitionTitleEn, string StageName, int Round,
    DateTimeOffset EnteredAt, DateTimeOffset? ClosedAt, ReviewSettings Settings, bool Organises, bool Supervises, IReadOnlyList<ReviewRow> Rows);

/// <summary>The organiser's and supervisors' view of the stage; null for everybody else.</summary>
public sealed class ReviewBoardQuery(ApprovalDb db, CompetitionAccess access)
{
    public async Task<ReviewBoard?> ForAsync(Guid runId, Actor actor, CancellationToken ct)
    {
        var run = await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.Kind == StageKind.QualificationReview, ct);
        if (run is null || await access.ForAsync(actor, run.CompetitionId, ct) is not { } rights || !rights.Opens(run.Kind)) return null;

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct);
        var tasks = await db.Set<UserTask>().AsNoTracking().Where(t => t.StageRunId == run.Id).ToListAsync(ct);
        var known = tasks.Select(t => t.SubjectId).Distinct().ToList();
        var cases = await (
            from a in db.Set<Application>().AsNoTracking()
            join p in db.Set<Person>() on a.PersonId equals p.Id
            where a.CompetitionId == run.CompetitionId && known.Contains(a.Id)
            orderby a.Number
            select new { Application = a, p.Name }).ToListAsync(ct);
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.CompetitionId == run.CompetitionId).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var people = tasks.SelectMany(t => new[] { t.AssigneeId, t.DecidedById }).OfType<Guid>().Distinct().ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var windows = await db.Set<Deadline>().AsNoTracking()
            .Where(d => d.StageRunId == run.Id && d.Kind == DeadlineKind.RecheckWindow).ToDictionaryAsync(d => d.ApplicationId!.Value, d => d.DueAt, ct);
        var asked = (await db.Set<RecheckRequest>().AsNoTracking().Where(r => r.StageRunId == run.Id).Select(r => r.ApplicationId).ToListAsync(ct)).ToHashSet();

        ReviewCell? Cell(Guid application, TaskKind kind)
        {
            var task = tasks.Where(t => t.SubjectId == application && t.Kind == kind).MaxBy(t => t.Round);
            return task is null ? null : new(
                task.Id, task.State, task.Verdict, names.GetValueOrDefault(task.DecidedById ?? task.AssigneeId ?? Guid.Empty, ""), task.DueAt, task.Round);
        }

        return new(
            run.Id, run.CompetitionId, competition.Title, competition.TitleEn, run.DisplayText, run.Round, run.EnteredAt, run.ClosedAt,
            System.Text.Json.JsonSerializer.Deserialize<ReviewSettings>(run.SettingsJson, Competition.Json)!, rights.Organises, rights.Supervises,
            [.. cases.Select(c => new ReviewRow(
                c.Application.Id, c.Application.Number, c.Name, posts.GetValueOrDefault(c.Application.PostId ?? Guid.Empty, ""),
                c.Application.State, c.Application.StateReason, c.Application.HeldAt is not null,
                Cell(c.Application.Id, TaskKind.QualificationFirstReview), Cell(c.Application.Id, TaskKind.QualificationSecondReview),
                Cell(c.Application.Id, TaskKind.Supplement), Cell(c.Application.Id, TaskKind.QualificationRecheck),
                windows.TryGetValue(c.Application.Id, out var until) ? until : null, asked.Contains(c.Application.Id)))]);
    }
}
