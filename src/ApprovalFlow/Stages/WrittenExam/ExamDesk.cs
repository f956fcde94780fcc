using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.WrittenExam;

/// <summary>Everything the pages that enter, verify and re-check marks show. Marks only where the task lets them be seen.</summary>
public sealed record ExamSheetView(
    UserTask Task, StageRun Run, Competition Competition, WrittenExamSettings Settings, IReadOnlyList<Examinee> Examinees,
    ExamSheet? Entered, IReadOnlyDictionary<Guid, decimal?> Marks, string ReturnedBecause);

/// <summary>Finds what a marker or a verifier needs, starting from who asks.</summary>
public sealed class ExamDesk(ApprovalDb db, TaskAccess access)
{
    /// <summary>Null for anybody who may not act on the task. The verifier of typed marks types blindly: no marks are shown.</summary>
    public async Task<ExamSheetView?> FindAsync(Guid taskId, TaskKind kind, Actor actor, CancellationToken ct)
    {
        var task = await access.FindAsync(taskId, actor, ct);
        if (task is null || task.Kind != kind || task.SubjectId != task.StageRunId) return null;

        var run = await db.Set<StageRun>().AsNoTracking().SingleAsync(r => r.Id == task.StageRunId, ct);
        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == task.CompetitionId, ct);
        var entered = await SheetAsync(run.Id, task.Round, ct);
        var shows = kind == TaskKind.ExamVerification && entered is { Source: ExamSource.Imported };
        var marks = shows ? await MarksAsync(entered!.Id, ct) : new Dictionary<Guid, decimal?>();
        var returned = await db.Set<UserTask>().AsNoTracking()
            .Where(t => t.StageRunId == run.Id && t.Kind == TaskKind.ExamVerification && t.SubjectId == run.Id && t.Round == task.Round - 1)
            .Select(t => t.Comment).FirstOrDefaultAsync(ct);
        return new(task, run, competition, run.Settings<WrittenExamSettings>(), await ExamineesAsync(run, ct), entered, marks, returned ?? "");
    }

    internal async Task<List<Examinee>> ExamineesAsync(StageRun run, CancellationToken ct)
    {
        var rows = await db.Set<Application>().AsNoTracking()
            .Where(a => a.CompetitionId == run.CompetitionId && a.State == ApplicationState.Qualified).OrderBy(a => a.Number)
            .Join(db.Set<Person>(), a => a.PersonId, p => p.Id, (a, p) => new { a.Id, a.Number, p.Name }).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Number, StringComparer.Ordinal).Select(row => new Examinee(row.Id, row.Number, row.Name))];
    }

    internal Task<ExamSheet?> SheetAsync(Guid runId, int round, CancellationToken ct) =>
        db.Set<ExamSheet>().AsNoTracking().SingleOrDefaultAsync(s => s.StageRunId == runId && s.Round == round && s.Source != ExamSource.TypedAgain, ct);

    internal Task<Dictionary<Guid, decimal?>> MarksAsync(Guid sheetId, CancellationToken ct) =>
        db.Set<ExamMark>().AsNoTracking().Where(m => m.SheetId == sheetId).ToDictionaryAsync(m => m.ApplicationId, m => m.Mark, ct);
}
