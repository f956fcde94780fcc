using ApprovalFlow.Deadlines;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

public enum RecallPlanOutcome { Recalled = 1, NotFound, NotSubmitted }

/// <summary>The organiser takes a submitted plan back to correct it, as long as nobody has decided on it.</summary>
public sealed class RecallPlan(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId);

    public Task<RecallPlanOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if ((await access.ForAsync(actor, request.CompetitionId, ct))?.Organises != true) return RecallPlanOutcome.NotFound;
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        if (!competition.Recall()) return RecallPlanOutcome.NotSubmitted;

        await PlanApprovalTask.CloseAsync(db, competition.Id, ct);
        db.Record(competition.Id, "plan.recalled", competition.Id, actor, $"#{competition.PlanRevision}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return RecallPlanOutcome.Recalled;
    });
}

/// <summary>The open approval task of a plan and its deadline end together.</summary>
internal static class PlanApprovalTask
{
    public static async Task CloseAsync(ApprovalDb db, Guid competitionId, CancellationToken ct)
    {
        var tasks = await db.Set<UserTask>()
            .Where(t => t.CompetitionId == competitionId && t.Kind == TaskKind.PlanApproval).ToListAsync(ct);
        var ids = tasks.Select(t => (Guid?)t.Id).ToList();
        foreach (var task in tasks) task.Withdraw();
        foreach (var deadline in await db.Set<Deadline>().Where(d => ids.Contains(d.TaskId)).ToListAsync(ct)) deadline.Cancel();
    }
}
