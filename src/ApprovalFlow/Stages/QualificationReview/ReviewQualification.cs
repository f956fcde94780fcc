using ApprovalFlow.Applications;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.QualificationReview;

/// <summary>What the reviewer says of one rule, in the order of the sheet.</summary>
public sealed record LineOpinion(CheckResult Human, string? Note);

/// <summary>
/// A reviewer answers a first review, a second review or a re-check: the sheet, the task's verdict, the trail and the wake-up
/// of the stage are one commit. What the machine advised is computed again here and stored beside what the person decided.
/// </summary>
public sealed class ReviewQualification(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    public sealed record Request(
        Guid TaskId, Verdict Verdict, string? Comment, CheckResult Information, string? InformationReason,
        CheckResult Eligibility, string? EligibilityReason, IReadOnlyList<LineOpinion> Lines, IReadOnlyList<NegativeLine> Negatives);

    public Task<ReviewQualificationOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.QualificationFirstReview or TaskKind.QualificationSecondReview or TaskKind.QualificationRecheck })
            return ReviewQualificationOutcome.NotFound;

        var application = await db.Set<Application>().AsNoTracking().SingleAsync(a => a.Id == task.SubjectId, ct);
        var advice = await MachineAdvice.ForAsync(db, application, ct);
        var opinion = new ReviewOpinion(
            request.Information, request.InformationReason ?? "", request.Eligibility, request.EligibilityReason ?? "",
            [.. advice.Select((line, i) => i < request.Lines.Count
                ? line with { Human = request.Lines[i].Human, Note = request.Lines[i].Note?.Trim() ?? "" } : line)],
            [.. Enum.GetValues<NegativeCheck>().Select(check =>
                request.Negatives.FirstOrDefault(n => n.Check == check) ?? new NegativeLine(check, false, ""))]);
        var outcome = task.State == TaskState.Open
            ? ReviewSheet.Check(task.Kind, request.Verdict, request.Comment, opinion) : ReviewQualificationOutcome.Recorded;
        if (outcome != ReviewQualificationOutcome.Recorded) return outcome;

        var now = clock.GetUtcNow();
        var decided = task.Decide(request.Verdict, request.Comment, mayAct: true, actor, now);
        if (decided != DecideTaskOutcome.Recorded) return Told(decided);

        db.Add(ReviewSheet.Of(task, opinion));
        db.Record(task.CompetitionId, "qualification.reviewed", application.Id, actor,
            $"{task.Kind} #{task.Round}: {request.Verdict} information {request.Information} eligibility {request.Eligibility}. {task.Comment}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return ReviewQualificationOutcome.Recorded;
    });

    private static ReviewQualificationOutcome Told(DecideTaskOutcome outcome) => outcome switch
    {
        DecideTaskOutcome.Recorded => ReviewQualificationOutcome.Recorded,
        DecideTaskOutcome.NotFound or DecideTaskOutcome.NotYours or DecideTaskOutcome.Conflict or DecideTaskOutcome.NotYet => ReviewQualificationOutcome.NotFound,
        DecideTaskOutcome.AlreadyDecided => ReviewQualificationOutcome.AlreadyDecided,
        DecideTaskOutcome.Withdrawn or DecideTaskOutcome.TooLate => ReviewQualificationOutcome.Withdrawn,
        DecideTaskOutcome.ReasonRequired => ReviewQualificationOutcome.ReasonRequired,
    };
}
