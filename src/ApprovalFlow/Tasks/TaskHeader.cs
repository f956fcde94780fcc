using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Tasks;

/// <summary>What stands at the top of every task page: what is asked, for whom, by when, and whether the reader may answer.</summary>
public sealed record TaskHeader(
    Guid TaskId, TaskKind Kind, TaskState State, int Round, Guid CompetitionId, string CompetitionTitle, string CompetitionTitleEn,
    string UnitName, Guid? StageRunId, StageKind? Stage, string StageName, Guid? SubjectId, string SubjectLabel,
    DateTimeOffset OpenedAt, DateTimeOffset? WaitsUntil, DateTimeOffset? DueAt, bool DueIsFinal, Guid? AssigneeId, string AssigneeName, bool IsMine, bool IsPooled,
    Verdict? Verdict, string Comment, DateTimeOffset? DecidedAt, string DecidedByName, TaskBar? Bar)
{
    /// <summary>Of the pool, and nobody has claimed it yet.</summary>
    public bool IsFree => State == TaskState.Open && AssigneeId is null;

    /// <summary>The reader's to answer once its hour, if it has one, has come.</summary>
    public bool MayPrepare => State == TaskState.Open && (IsMine || AssigneeId is null) && Bar is null;

    /// <summary>Show the form only then; the use case asks again. <see cref="WaitsUntil"/> is null from the hour on.</summary>
    public bool MayAct => MayPrepare && WaitsUntil is null;

    public bool MayClaim => IsFree && Bar is null;
    public bool MayRelease => State == TaskState.Open && IsPooled && IsMine;
}

/// <summary>
/// The head of a task for its assignee, its pool and whoever answered it; null for everybody else, so that pages say 404.
/// </summary>
public sealed class TaskHeaderQuery(ApprovalDb db, TaskAccess access, TaskBars bars, TimeProvider clock)
{
    /// <summary>As the other, and null too when the task is not of the kind that the page is for.</summary>
    public async Task<TaskHeader?> ForAsync(Guid taskId, TaskKind kind, Actor actor, CancellationToken ct) =>
        await ForAsync(taskId, actor, ct) is { } header && header.Kind == kind ? header : null;

    public async Task<TaskHeader?> ForAsync(Guid taskId, Actor actor, CancellationToken ct)
    {
        var task = await db.Set<UserTask>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == taskId, ct);
        if (task is null) return null;
        var mine = task.AssigneeId == actor.PersonId;
        if (!mine && task.DecidedById != actor.PersonId && !await access.IsOfPoolAsync(task, actor, ct)) return null;

        var place = await (
            from c in db.Set<Competition>().AsNoTracking()
            where c.Id == task.CompetitionId
            from r in db.Set<StageRun>().AsNoTracking().Where(r => r.Id == task.StageRunId).DefaultIfEmpty()
            select new
            {
                c.Title,
                c.TitleEn,
                Unit = db.Set<Unit>().Where(u => u.Id == c.UnitId).Select(u => u.Name).First(),
                Stage = r == null ? (StageKind?)null : r.Kind,
                StageName = r == null ? "" : r.DisplayText,
            }).SingleAsync(ct);
        Guid[] people = [task.AssigneeId ?? Guid.Empty, task.DecidedById ?? Guid.Empty];
        var names = await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var bar = task.State == TaskState.Open ? await bars.FindAsync(task, actor.PersonId, ct) : null;

        return new(
            task.Id, task.Kind, task.State, task.Round, task.CompetitionId, place.Title, place.TitleEn, place.Unit, task.StageRunId,
            place.Stage, place.StageName, task.SubjectId, task.SubjectLabel, task.OpenedAt,
            task.HasBegun(clock.GetUtcNow()) ? null : task.NotBefore, task.DueAt, task.DueIsFinal, task.AssigneeId,
            names.GetValueOrDefault(people[0], ""), mine, task.IsPooled, task.Verdict, task.Comment, task.DecidedAt,
            names.GetValueOrDefault(people[1], ""), bar);
    }
}
