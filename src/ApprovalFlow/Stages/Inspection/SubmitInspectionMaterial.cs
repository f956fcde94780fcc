using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Inspection;

/// <summary>
/// The leader saves the material about one subject, or puts it before the team. Putting it forward fixes the text by its
/// hash and names everybody who must sign: the whole team but those recused for this subject.
/// </summary>
public sealed class SubmitInspectionMaterial(ApprovalDb db, TaskAccess access, TimeProvider clock)
{
    public sealed record Request(Guid TaskId, MaterialText Text, bool PutForward);

    public Task<SubmitMaterialOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var task = await access.FindAsync(request.TaskId, actor, ct);
        if (task is not { Kind: TaskKind.InspectionMaterial }) return SubmitMaterialOutcome.NotFound;
        if (task.State != TaskState.Open) return SubmitMaterialOutcome.AlreadySubmitted;

        var now = clock.GetUtcNow();
        var run = await db.Set<StageRun>().SingleAsync(r => r.Id == task.StageRunId, ct);
        var schedule = await db.Set<InspectionSchedule>().AsNoTracking().SingleOrDefaultAsync(s => s.StageRunId == run.Id, ct);
        if (schedule is null || ChinaTime.DateOf(now) < schedule.BeginsOn) return SubmitMaterialOutcome.NotBegun;

        var subject = await db.Set<Application>().SingleAsync(a => a.Id == task.SubjectId, ct);
        var material = await db.Set<InspectionMaterial>().SingleOrDefaultAsync(m => m.StageRunId == run.Id && m.ApplicationId == subject.Id, ct);
        var text = request.Text.Trimmed();
        if (material is null) db.Add(material = InspectionMaterial.Begin(run, subject, text, actor, now));
        else if (!material.Save(text, actor, now)) return SubmitMaterialOutcome.AlreadySubmitted;
        if (!request.PutForward)
        {
            db.Record(run.CompetitionId, "inspection-material.saved", material.Id, actor, text.Hash(), now);
            await db.SaveChangesAsync(ct);
            return SubmitMaterialOutcome.Saved;
        }

        var settings = run.Settings<InspectionSettings>();
        var refusal = text.Check(Coverage.Parse(settings.TalkCoverage));
        if (refusal != SubmitMaterialOutcome.Submitted) return refusal;
        var signers = (await InspectionTeam.LoadAsync(db, run.CompetitionId, ct)).For(subject.Id);
        if (signers.Count < settings.Team) return SubmitMaterialOutcome.TeamTooSmall;

        material.Submit();
        db.AddRange(signers.Select(signer => InspectionSignature.Asked(material, signer.PersonId)));
        task.Decide(Verdict.Complete, null, mayAct: true, actor, now);
        db.Record(run.CompetitionId, "inspection-material.put-forward", material.Id, actor, $"version {material.Version} {material.ContentHash}", now);
        await DecideTask.WakeStageAsync(db, task, now, ct);
        await db.SaveChangesAsync(ct);
        return SubmitMaterialOutcome.Submitted;
    });
}
