using ApprovalFlow.Tasks;

namespace ApprovalFlow.Stages.QualificationReview;

/// <summary>What one candidate's review needs next.</summary>
public enum ReviewStep
{
    /// <summary>Somebody has the word; nothing to open.</summary>
    Wait = 1,

    /// <summary>Ask for a review of the given kind and round.</summary>
    Review,

    /// <summary>A reviewer returned the case: ask the candidate for more.</summary>
    Supplement,

    /// <summary>All answers are in.</summary>
    Settled,
}

/// <summary>
/// The next step of one candidate's qualification review, read off the tasks so far. <paramref name="PersonId"/> is the
/// reviewer who returned the case and now goes on with it; null: anyone of the pool. <paramref name="Because"/> is the
/// answer that led here.
/// </summary>
public sealed record ReviewNext(ReviewStep Step, TaskKind Kind, int Round, Guid? PersonId, bool Passed, UserTask? Because);

/// <summary>
/// First review, second review by another person, a third where the two disagree, and one more where the candidate asks
/// for a re-check; each reviewer may return the case to the candidate first (DOMAIN §5 stage 3). Reads no clock and no
/// order of arrival: rounds alone say which answer counts.
/// </summary>
public static class ReviewProgress
{
    public static ReviewNext Next(IReadOnlyCollection<UserTask> tasks, bool recheckAsked)
    {
        if (tasks.Any(t => t.State == TaskState.Open)) return new(ReviewStep.Wait, default, 0, null, false, null);

        var returned = tasks.Where(t => t.Verdict == Verdict.Return).ToList();
        var supplements = tasks.Count(t => t.Kind == TaskKind.Supplement);
        if (returned.Count > supplements)
        {
            // Only one review is open at a time, so the return that is not yet answered is the last round of its kind.
            var asking = Last(tasks, TaskKind.QualificationSecondReview) is { Verdict: Verdict.Return } second
                ? second : Last(tasks, TaskKind.QualificationFirstReview)!;
            return new(ReviewStep.Supplement, TaskKind.Supplement, supplements + 1, null, false, asking);
        }

        var first = Last(tasks, TaskKind.QualificationFirstReview);
        if (first is not { Verdict: Verdict.Approve or Verdict.Reject }) return Review(TaskKind.QualificationFirstReview, first);
        var last = Last(tasks, TaskKind.QualificationSecondReview);
        if (last is not { Verdict: Verdict.Approve or Verdict.Reject }) return Review(TaskKind.QualificationSecondReview, last);

        var rechecks = tasks.Where(t => t.Kind == TaskKind.QualificationRecheck && t.State == TaskState.Done).OrderBy(t => t.Round).ToList();
        var agreed = first.Verdict == last.Verdict;
        if (!agreed && rechecks.Count == 0) return new(ReviewStep.Review, TaskKind.QualificationRecheck, 1, null, false, last);

        var decided = agreed ? last : rechecks[0];
        var asked = agreed ? 0 : 1;
        if (decided.Verdict == Verdict.Reject && recheckAsked)
        {
            if (rechecks.Count == asked) return new(ReviewStep.Review, TaskKind.QualificationRecheck, asked + 1, null, false, decided);
            decided = rechecks[asked];
        }

        return new(ReviewStep.Settled, decided.Kind, decided.Round, null, decided.Verdict == Verdict.Approve, decided);
    }

    private static ReviewNext Review(TaskKind kind, UserTask? before) =>
        new(ReviewStep.Review, kind, (before?.Round ?? 0) + 1, before?.DecidedById, false, before);

    private static UserTask? Last(IEnumerable<UserTask> tasks, TaskKind kind) =>
        tasks.Where(t => t.Kind == kind && t.State == TaskState.Done).MaxBy(t => t.Round);
}
