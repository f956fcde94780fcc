using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Registration;

/// <summary>
/// The leading group rules on a post with too few applicants. The ruling, the answered task and the poke are one commit; the
/// stage carries it out in its next step.
/// </summary>
public sealed class RulePost(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, PostMeasure Measure, int? NewQuota, string? Reason);

    public Task<RulePostOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.RatioDecision, StageRunId: { } runId }) return RulePostOutcome.NotFound;
        if (task.State != TaskState.Open) return RulePostOutcome.AlreadyRuled;
        if (string.IsNullOrWhiteSpace(request.Reason)) return RulePostOutcome.ReasonRequired;

        var run = await db.Set<StageRun>().SingleAsync(r => r.Id == runId, ct);
        var counts = await db.Set<PostCount>().Where(c => c.StageRunId == runId && c.PostId == task.SubjectId).ToListAsync(ct);
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.CompetitionId == task.CompetitionId && p.State == PostState.Open).ToListAsync(ct);
        var count = counts.Single(c => c.TaskId == task.Id);
        var applicants = await db.Set<Application>().CountAsync(
            a => a.CompetitionId == task.CompetitionId && a.PostId == count.PostId && a.State == ApplicationState.Submitted, ct);
        // A post whose own cancellation is ruled and waits for the stage is nothing to choose from.
        var ending = await db.Set<PostCount>().Where(c => c.StageRunId == runId && c.AppliedAt == null
            && (c.Measure == PostMeasure.Cancel || c.Measure == PostMeasure.RechooseOnce)).Select(c => c.PostId).ToListAsync(ct);

        var outcome = RatioGate.Judge(
            RegistrationSettings.Of(run), request.Measure, applicants, posts.Single(p => p.Id == count.PostId).Quota, request.NewQuota,
            extendedBefore: counts.Any(c => c.Measure == PostMeasure.ExtendOnce),
            otherPostOpen: posts.Any(p => p.Id != count.PostId && !ending.Contains(p.Id)));
        if (outcome != RulePostOutcome.Ruled) return outcome;

        var now = clock.GetUtcNow();
        count.Rule(request.Measure, request.NewQuota, applicants, request.Reason.Trim(), actor, now);
        task.Decide(Verdict.Complete, request.Reason, mayAct: true, actor, now);
        db.Record(task.CompetitionId, "ratio.ruled", count.PostId, actor,
            $"{task.SubjectLabel} #{count.Round}: {applicants} of {count.Required}, {count.Measure} {count.NewQuota} {count.Reason}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return outcome;
    });
}
