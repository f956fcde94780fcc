using System.Collections.Immutable;
using System.Globalization;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Stages.Interview;

public enum SealScoreSheetOutcome 
{
    Sealed = 1,
    Recused,
    NotFound,
    Closed,
    SealedBefore,
    CandidateAbsent,
    MarksIncomplete,
    ReasonRequired,

    /// <summary>The interview has not begun.</summary>
    NotYet,
}

/// <summary>
/// An assessor seals the sheet about one candidate, or steps aside for that candidate with a reason. A sealed sheet never
/// changes; with the last one the assessor's task is done.
/// </summary>
public sealed class SealScoreSheet(ApprovalDb db, InterviewBoard board, TimeProvider clock)
{
    /// <summary>Marks as typed, in the order of the factors.</summary>
    public sealed record Request(Guid TaskId, Guid ApplicationId, IReadOnlyList<string> Marks, string? Remark, bool Recuse = false);

    public Task<SealScoreSheetOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var view = await board.FindAsync(request.TaskId, actor, ct);
        var candidate = view?.Candidates.SingleOrDefault(c => c.ApplicationId == request.ApplicationId);
        if (view is null || candidate is null) return SealScoreSheetOutcome.NotFound;
        if (candidate.Own is not null) return SealScoreSheetOutcome.SealedBefore;
        if (view.Task.State != TaskState.Open) return SealScoreSheetOutcome.Closed;
        var now = clock.GetUtcNow();
        if (!view.Task.HasBegun(now)) return SealScoreSheetOutcome.NotYet;
        if (candidate.AbsentBecause is not null) return SealScoreSheetOutcome.CandidateAbsent;
        if (request.Recuse && string.IsNullOrWhiteSpace(request.Remark)) return SealScoreSheetOutcome.ReasonRequired;

        var marks = MarksOf(request.Marks, view.Settings.Factors);
        if (!request.Recuse && !new PanelSheet(actor.PersonId, marks).IsValid(view.Settings.Factors)) return SealScoreSheetOutcome.MarksIncomplete;

        db.Add(request.Recuse
            ? ScoreSheet.Recuse(view.Run.Id, candidate.ApplicationId, actor, request.Remark!, now)
            : ScoreSheet.Seal(view.Run.Id, candidate.ApplicationId, actor, marks, request.Remark, now));
        db.Record(
            view.Competition.Id, request.Recuse ? "score-sheet.recused" : "score-sheet.sealed", candidate.ApplicationId, actor, $"#{candidate.DrawNumber}", now);
        if (view.Candidates.All(c => c == candidate || c.Own is not null || c.AbsentBecause is not null))
        {
            view.Task.Decide(Verdict.Complete, comment: null, mayAct: true, actor, now);
            await DecideTask.WakeStageAsync(db, view.Task, now, ct);
        }

        await db.SaveChangesAsync(ct);
        return request.Recuse ? SealScoreSheetOutcome.Recused : SealScoreSheetOutcome.Sealed;
    });

    /// <summary>Null for whatever is not a mark with at most two decimals.</summary>
    private static ImmutableArray<decimal?> MarksOf(IReadOnlyList<string> typed, ImmutableArray<Factor> factors) =>
    [
        .. factors.Select((_, index) => index < typed.Count
            && decimal.TryParse(typed[index], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var mark)
            && decimal.Round(mark, 2) == mark ? mark : (decimal?)null),
    ];
}
