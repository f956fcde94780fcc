using System.Text.Json;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>
/// The leading group approves a plan or returns it. Approval, the hash of exactly what was approved, and the signal that
/// starts the procedure are one commit; from then on the plan does not change.
/// </summary>
public sealed class ApprovePlan(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    /// <summary><see cref="RevisionSeen"/> is the revision of the plan on the approver's page.</summary>
    public sealed record Request(Guid TaskId, int RevisionSeen, bool Approve, string? Reason);

    public Task<ApprovePlanOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is null || task.Kind != TaskKind.PlanApproval) return ApprovePlanOutcome.NotFound;

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == task.CompetitionId, ct);
        if (task.State != TaskState.Open)
        {
            // Returned or recalled and submitted anew while this page was open: a newer task asks about a newer plan.
            return competition.State == CompetitionState.AwaitingApproval ? ApprovePlanOutcome.PlanChanged : ApprovePlanOutcome.NotSubmitted;
        }

        var now = clock.GetUtcNow();
        var procedure = await db.Set<ProcedureVersion>().SingleAsync(v => v.Id == competition.ProcedureVersionId, ct);
        var outcome = competition.Decide(
            request.Approve, request.Reason, request.RevisionSeen, await CanonicalAsync(competition, procedure, ct), actor, now);
        if (outcome is not (ApprovePlanOutcome.Approved or ApprovePlanOutcome.Returned)) return outcome;

        task.Decide(request.Approve ? Verdict.Approve : Verdict.Return, request.Reason, mayAct: true, actor, now);
        await PlanApprovalTask.CloseAsync(db, competition.Id, ct);
        if (outcome == ApprovePlanOutcome.Approved)
            db.Add(Signal.Start(competition.InstanceId!.Value, procedure.Id, competition.Id.ToString(), InputOf(competition), now));

        db.Record(
            competition.Id, outcome == ApprovePlanOutcome.Approved ? "plan.approved" : "plan.returned", competition.Id, actor,
            outcome == ApprovePlanOutcome.Approved
                ? $"#{competition.PlanRevision} sha256 {competition.PlanHash} {procedure.Id} {procedure.Hash}"
                : $"#{competition.PlanRevision} {request.Reason}", now);
        await db.SaveChangesAsync(ct);
        return outcome;
    });

    private async Task<string> CanonicalAsync(Competition competition, ProcedureVersion procedure, CancellationToken ct)
    {
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.CompetitionId == competition.Id).ToListAsync(ct);
        var duties = await db.Set<Assignment>().AsNoTracking().Where(a => a.CompetitionId == competition.Id).ToListAsync(ct);
        return CanonicalPlan.Of(competition, posts, duties, procedure);
    }

    /// <summary>What a drawn expression may ask for as workflow input.</summary>
    private static string InputOf(Competition competition) =>
        JsonSerializer.Serialize(new { competitionId = competition.Id, unitId = competition.UnitId, title = competition.Title }, Competition.Json);
}
