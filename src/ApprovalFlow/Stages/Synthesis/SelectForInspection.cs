using ApprovalFlow.Infrastructure;
using ApprovalFlow.Scoring;
using ApprovalFlow.Tasks;

namespace ApprovalFlow.Stages.Synthesis;

public enum SelectForInspectionOutcome
{
    Fixed = 1,
    NotFound,
    AlreadyFixed,

    /// <summary>Somebody without a rank, or of another competition, was chosen.</summary>
    NotRanked,

    /// <summary>The choice departs from the order of the list, or settles a tie it leaves open: say why.</summary>
    ReasonRequired,
    NoLongerCurrent,
}

/// <summary>
/// The leading group fixes whom to inspect. The list and the ratio propose; where the choice is another one, the reason
/// goes on record.
/// </summary>
public sealed class SelectForInspection(ApprovalDb db, SynthesisBoard board, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, IReadOnlyCollection<Guid> Selected, string? Reason);

    public Task<SelectForInspectionOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (await board.FindAsync(request.TaskId, TaskKind.InspectionSelection, actor, ct) is not (var task, var view)) return SelectForInspectionOutcome.NotFound;
        if (task.State != TaskState.Open) return SelectForInspectionOutcome.AlreadyFixed;
        if (!view.Lists.All(list => list.IsCurrent)) return SelectForInspectionOutcome.NoLongerCurrent;

        var ranked = view.Lists.SelectMany(list => list.List.Rows.Where(row => row.Status == StandingStatus.Ranked).Select(row => (row.ApplicationId, list.Proposed))).ToList();
        var selected = request.Selected.ToHashSet();
        if (selected.Except(ranked.Select(each => each.ApplicationId)).Any()) return SelectForInspectionOutcome.NotRanked;

        var reason = request.Reason?.Trim() ?? "";
        var choices = ranked.Select(each =>
        {
            bool? byRank = each.Proposed.Undecided.Contains(each.ApplicationId) ? null : each.Proposed.Admitted.Contains(each.ApplicationId);
            var departs = byRank != selected.Contains(each.ApplicationId);
            return InspectionChoice.Of(view.Run.Id, each.ApplicationId, selected.Contains(each.ApplicationId), byRank, departs ? reason : "");
        }).ToList();
        if (reason.Length == 0 && choices.Exists(choice => choice.ByRank != choice.Selected)) return SelectForInspectionOutcome.ReasonRequired;

        var now = clock.GetUtcNow();
        db.AddRange(choices);
        task.Decide(Verdict.Complete, reason, mayAct: true, actor, now);
        db.Record(
            task.CompetitionId, "inspection.selected", view.Run.Id, actor,
            $"{string.Join(' ', choices.Where(c => c.Selected).Select(c => c.ApplicationId.ToString("n")))} {reason}".TrimEnd(), now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return SelectForInspectionOutcome.Fixed;
    });
}
