using System.Collections.Immutable;
using System.Security.Cryptography;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Stages.WrittenExam;

public enum EnterExamMarksOutcome 
{
    Entered = 1,
    NotFound,
    AlreadyEntered,
    HasProblems,

    /// <summary>The exam has not begun.</summary>
    NotYet,
}

/// <summary>A marker hands in the marks of all candidates, from a score list or typed. All of them, or none.</summary>
public sealed class EnterExamMarks(ApprovalDb db, ExamDesk desk, TimeProvider clock)
{
    /// <summary>Either a file, or typed marks as text by application.</summary>
    public sealed record Request(Guid TaskId, string FileName, byte[]? File, IReadOnlyDictionary<Guid, string>? Typed);

    public sealed record Answer(EnterExamMarksOutcome Outcome, ImmutableArray<ExamImportProblem> Problems, ImmutableDictionary<Guid, ExamImportProblemKind> Typed);

    public Task<Answer> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var view = await desk.FindAsync(request.TaskId, TaskKind.ExamMarks, actor, ct);
        if (view is null) return Only(EnterExamMarksOutcome.NotFound);
        if (view.Task.State != TaskState.Open) return Only(EnterExamMarksOutcome.AlreadyEntered);
        var now = clock.GetUtcNow();
        if (!view.Task.HasBegun(now)) return Only(EnterExamMarksOutcome.NotYet);

        var (marks, problems, typed) = request.File is { } file
            ? FromFile(file, request.FileName, view)
            : FromTyping(request.Typed ?? new Dictionary<Guid, string>(), view);
        if (problems.Length > 0 || typed.Count > 0) return new Answer(EnterExamMarksOutcome.HasProblems, problems, typed);

        var sheet = ExamSheet.Of(
            view.Run.Id, view.Task.Round, request.File is null ? ExamSource.Typed : ExamSource.Imported, request.File is null ? "" : Path.GetFileName(request.FileName),
            request.File is null ? "" : Convert.ToHexStringLower(SHA256.HashData(request.File)), actor, now);
        db.Add(sheet);
        db.AddRange(marks.Select(mark => ExamMark.Of(sheet.Id, mark.Key, mark.Value)));
        view.Task.Decide(Verdict.Complete, comment: null, mayAct: true, actor, now);
        db.Record(view.Competition.Id, "exam-marks.entered", view.Run.Id, actor, $"#{sheet.Round} {sheet.Source}: {marks.Count} marks {sheet.FileHash}", now);
        await DecideTask.WakeStageAsync(db, view.Task, now, ct);
        await db.SaveChangesAsync(ct);
        return Only(EnterExamMarksOutcome.Entered);
    });

    private static Answer Only(EnterExamMarksOutcome outcome) => new(outcome, [], ImmutableDictionary<Guid, ExamImportProblemKind>.Empty);

    private static (ImmutableDictionary<Guid, decimal?> Marks, ImmutableArray<ExamImportProblem>, ImmutableDictionary<Guid, ExamImportProblemKind>) FromFile(
        byte[] file, string fileName, ExamSheetView view)
    {
        using var stream = new MemoryStream(file);
        var import = ExamImport.Read(stream, fileName, view.Examinees, view.Settings.FullMark);
        return (import.Marks, import.Problems, ImmutableDictionary<Guid, ExamImportProblemKind>.Empty);
    }

    private static (ImmutableDictionary<Guid, decimal?> Marks, ImmutableArray<ExamImportProblem>, ImmutableDictionary<Guid, ExamImportProblemKind>) FromTyping(
        IReadOnlyDictionary<Guid, string> typed, ExamSheetView view)
    {
        var read = view.Examinees.ToDictionary(e => e.ApplicationId, e => ExamImport.MarkOf(typed.GetValueOrDefault(e.ApplicationId), view.Settings.FullMark));
        return (
            read.ToImmutableDictionary(each => each.Key, each => each.Value.Mark), [],
            read.Where(each => each.Value.Problem is not null).ToImmutableDictionary(each => each.Key, each => each.Value.Problem!.Value));
    }
}
