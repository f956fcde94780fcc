using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Inspection;

/// <summary>
/// A member signs the very text that was seen, or returns it with a reason. The last signature makes the material final;
/// a return opens the text again, and every earlier signature is under a text that no longer counts.
/// </summary>
public sealed class SignInspectionMaterial(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, string HashSeen, bool Sign, string? Reason);

    public Task<SignMaterialOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.InspectionSignature }) return SignMaterialOutcome.NotFound;

        var now = clock.GetUtcNow();
        var material = await db.Set<InspectionMaterial>().SingleAsync(m => m.StageRunId == task.StageRunId && m.ApplicationId == task.SubjectId, ct);
        var asked = await db.Set<InspectionSignature>().Where(s => s.MaterialId == material.Id && s.Version == task.Round).ToListAsync(ct);
        var own = asked.SingleOrDefault(s => s.PersonId == actor.PersonId);
        if (own is null) return SignMaterialOutcome.NotFound;
        if (own.SignedAt is not null) return SignMaterialOutcome.AlreadySigned;
        if (task.State != TaskState.Open) return SignMaterialOutcome.TextChanged;
        if (!request.Sign) return await ReturnAsync(request, task, material, actor, now, ct);

        var outcome = own.Sign(material, request.HashSeen, now);
        if (outcome != SignMaterialOutcome.Recorded) return outcome;

        if (asked.All(s => s.SignedAt is not null)) material.Complete(now);
        else material.Touch();
        task.Decide(Verdict.Approve, null, mayAct: true, actor, now);
        db.Record(task.CompetitionId, "inspection-material.signed", material.Id, actor, $"version {material.Version} {material.ContentHash}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return SignMaterialOutcome.Recorded;
    });

    private async Task<SignMaterialOutcome> ReturnAsync(
        Request request, UserTask task, InspectionMaterial material, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (request.HashSeen != material.ContentHash) return SignMaterialOutcome.TextChanged;
        if (task.Decide(Verdict.Return, request.Reason, mayAct: true, actor, now) == DecideTaskOutcome.ReasonRequired) return SignMaterialOutcome.ReasonRequired;
        if (!material.Return()) return SignMaterialOutcome.TextChanged;

        var others = await db.Set<UserTask>().Where(t => t.StageRunId == task.StageRunId && t.Kind == TaskKind.InspectionSignature
            && t.SubjectId == task.SubjectId && t.State == TaskState.Open && t.Id != task.Id).ToListAsync(ct);
        foreach (var other in others) other.Withdraw();
        db.Record(task.CompetitionId, "inspection-material.returned", material.Id, actor, $"version {material.Version}: {task.Comment}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return SignMaterialOutcome.Returned;
    }
}
