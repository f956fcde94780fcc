using System.Collections.Immutable;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Stages.WrittenExam;

public enum VerifyExamMarksOutcome
{
    Verified = 1,
    Returned,
    NotFound,
    AlreadyDecided,

    /// <summary>Whoever entered the marks does not verify them.</summary>
    OwnMarks,
    ReasonRequired,

    /// <summary>A typed mark is missing or no mark at all.</summary>
    HasProblems,

    /// <summary>The second typing differs from the first; both are to be looked up on the paper.</summary>
    Differs,
}

/// <summary>One candidate whose two typings differ.</summary>
public sealed record ExamDifference(Guid ApplicationId, decimal? First, decimal? Second);

/// <summary>
/// A second person verifies the marks: an imported list against the papers, typed marks by typing them again. They are
/// published only when the two agree on every one; otherwise they go back with a reason.
/// </summary>
public sealed class VerifyExamMarks(ApprovalDb db, ExamDesk desk, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, bool Approve, string? Reason, IReadOnlyDictionary<Guid, string>? Typed);

    public sealed record Answer(
        VerifyExamMarksOutcome Outcome, ImmutableArray<ExamDifference> Differences, ImmutableDictionary<Guid, ExamImportProblemKind> Typed);

    public Task<Answer> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var view = await desk.FindAsync(request.TaskId, TaskKind.ExamVerification, actor, ct);
        if (view?.Entered is not { } entered) return Only(VerifyExamMarksOutcome.NotFound);
        if (view.Task.State != TaskState.Open) return Only(VerifyExamMarksOutcome.AlreadyDecided);
        if (entered.AuthorId == actor.PersonId) return Only(VerifyExamMarksOutcome.OwnMarks);
        if (!request.Approve && string.IsNullOrWhiteSpace(request.Reason)) return Only(VerifyExamMarksOutcome.ReasonRequired);

        var now = clock.GetUtcNow();
        if (request.Approve && entered.Source == ExamSource.Typed)
        {
            var answer = await CompareAsync(request, view, entered, actor, now, ct);
            if (answer.Outcome != VerifyExamMarksOutcome.Verified) return answer;
        }

        view.Task.Decide(request.Approve ? Verdict.Approve : Verdict.Return, request.Reason, mayAct: true, actor, now);
        db.Record(view.Competition.Id, request.Approve ? "exam-marks.verified" : "exam-marks.returned", view.Run.Id, actor, $"#{entered.Round} {request.Reason}", now);
        await DecideTask.WakeStageAsync(db, view.Task, now, ct);
        await db.SaveChangesAsync(ct);
        return Only(request.Approve ? VerifyExamMarksOutcome.Verified : VerifyExamMarksOutcome.Returned);
    });

    private async Task<Answer> CompareAsync(Request request, ExamSheetView view, ExamSheet entered, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var typed = request.Typed ?? new Dictionary<Guid, string>();
        var second = view.Examinees.ToDictionary(e => e.ApplicationId, e => ExamImport.MarkOf(typed.GetValueOrDefault(e.ApplicationId), view.Settings.FullMark));
        var problems = second.Where(each => each.Value.Problem is not null).ToImmutableDictionary(each => each.Key, each => each.Value.Problem!.Value);
        if (problems.Count > 0) return new(VerifyExamMarksOutcome.HasProblems, [], problems);

        var first = await desk.MarksAsync(entered.Id, ct);
        var differences = view.Examinees
            .Select(e => new ExamDifference(e.ApplicationId, first.GetValueOrDefault(e.ApplicationId), second[e.ApplicationId].Mark))
            .Where(pair => pair.First != pair.Second).ToImmutableArray();
        if (!differences.IsEmpty) return new(VerifyExamMarksOutcome.Differs, differences, problems);

        var again = ExamSheet.Of(view.Run.Id, entered.Round, ExamSource.TypedAgain, "", "", actor, now);
        db.Add(again);
        db.AddRange(second.Select(mark => ExamMark.Of(again.Id, mark.Key, mark.Value.Mark)));
        return Only(VerifyExamMarksOutcome.Verified);
    }

    private static Answer Only(VerifyExamMarksOutcome outcome) => new(outcome, [], ImmutableDictionary<Guid, ExamImportProblemKind>.Empty);
}
