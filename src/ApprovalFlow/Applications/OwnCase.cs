using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Applications;

/// <summary>Where a stage stands for one candidate.</summary>
public enum OwnStageState
{
    Done = 1,
    Now,
    Next,

    /// <summary>The case ended here.</summary>
    Ended,
}

/// <summary>One stage on a candidate's own way, with what happened to them in it.</summary>
public sealed record OwnStage(StageKind Kind, string Name, OwnStageState State, Guid? RunId, DateTimeOffset? At, IReadOnlyList<CaseEvent> Events);

/// <summary>Something the candidate must do.</summary>
public sealed record OwnTask(Guid TaskId, TaskKind Kind, DateTimeOffset? DueAt);

/// <summary>A candidate's own case: done, now, next, by when. Holds nothing of anybody else.</summary>
public sealed record OwnCase(
    Guid ApplicationId, Guid CompetitionId, string Title, string TitleEn, string UnitName, string Contact, string SupervisionPhone,
    CompetitionState CompetitionState, string EndReason, string Number, string Post, ApplicationState State, string StateReason, DateTimeOffset? HeldAt, string HoldReason,
    DateTimeOffset MaterialsCloseAt, DateTimeOffset WithdrawalClosesAt, bool MayWithdraw,
    IReadOnlyList<OwnStage> Stages, IReadOnlyList<OwnTask> Tasks, IReadOnlyList<Attachment> Attachments, bool MaterialsOpen, bool SupplementOpen);

/// <summary>Null for whoever has no application in the competition, so that pages say 404.</summary>
public sealed class OwnCaseQuery(ApprovalDb db, RegistrationQuery registration, DefinitionStore definitions, TimeProvider clock)
{
    public async Task<OwnCase?> ForAsync(Actor actor, Guid competitionId, CancellationToken ct)
    {
        var application = await db.Set<Application>().AsNoTracking()
            .SingleOrDefaultAsync(a => a.CompetitionId == competitionId && a.PersonId == actor.PersonId, ct);
        var desk = await registration.FindAsync(competitionId, actor.PersonId, ct);
        if (application is null || desk is null) return null;

        var now = clock.GetUtcNow();
        var competition = desk.Competition;
        var unit = await db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Id == competition.UnitId, ct);
        var tasks = await db.Set<UserTask>().AsNoTracking()
            .Where(t => t.CompetitionId == competitionId && t.AssigneeId == actor.PersonId && t.State == TaskState.Open)
            .Where(t => t.SubjectId == application.Id)
            .OrderBy(t => t.DueAt).Select(t => new OwnTask(t.Id, t.Kind, t.DueAt)).ToListAsync(ct);
        var attachments = await db.Set<Attachment>().AsNoTracking()
            .Where(a => a.ApplicationId == application.Id && a.RemovedAt == null).OrderBy(a => a.AddedAt).ToListAsync(ct);
        var inTime = now <= desk.WithdrawalClosesAt || application.WithdrawalAllowedAt is not null;
        return new(
            application.Id, competitionId, competition.Title, competition.TitleEn, unit.Name, competition.Plan.Contact, unit.SupervisionPhone,
            competition.State, competition.EndReason, application.Number, desk.Posts.SingleOrDefault(p => p.Id == application.PostId)?.Name ?? "",
            application.State, application.StateReason, application.HeldAt, application.HoldReason,
            desk.MaterialsCloseAt, desk.WithdrawalClosesAt, application.State.IsIn() && application.State < ApplicationState.Decided && inTime,
            await StagesAsync(application, competition, ct), tasks, attachments,
            !application.State.IsOut() && now <= desk.MaterialsCloseAt,
            await AddAttachment.SupplementIsOpenAsync(db, application.Id, now, ct));
    }

    /// <summary>The procedure's stages in order, told by the runs they had; a stage entered again shows its latest run.</summary>
    private async Task<List<OwnStage>> StagesAsync(Application application, Competition competition, CancellationToken ct)
    {
        var drawing = await definitions.DrawingAsync(competition.ProcedureVersionId, ct);
        var runs = await db.Set<StageRun>().AsNoTracking().Where(r => r.CompetitionId == competition.Id && r.CatchUp == 0).OrderBy(r => r.EnteredAt).ToListAsync(ct);
        var events = await db.Set<CaseEvent>().AsNoTracking().Where(e => e.ApplicationId == application.Id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(ct);
        var byStage = events.ToLookup(e => StageAt(runs, e.At)?.ActivityId);
        var left = application.State.IsOut();
        var last = events.Count == 0 ? null : StageAt(runs, events[^1].At)?.ActivityId;

        var stages = new List<OwnStage>();
        foreach (var drawn in drawing.Stages)
        {
            var run = runs.LastOrDefault(r => r.ActivityId == drawn.Id);
            var state = run switch
            {
                null => OwnStageState.Next,
                { IsOpen: false } => OwnStageState.Done,
                _ => OwnStageState.Now,
            };
            if (left && drawn.Id == last) state = OwnStageState.Ended;
            stages.Add(new(drawn.Stage!.Value, drawn.DisplayText, state, run?.Id, run?.EnteredAt, [.. byStage[drawn.Id]]));
            if (state == OwnStageState.Ended) break;
        }

        return stages;
    }

    /// <summary>The stage that was last entered when something happened; stages may run side by side, the later one is meant.</summary>
    private static StageRun? StageAt(List<StageRun> runs, DateTimeOffset at) => runs.LastOrDefault(r => r.EnteredAt <= at);
}
