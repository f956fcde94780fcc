using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>
/// One activity of a running competition's drawing: where it stands, how often the flow came by, its latest stage run, and who
/// is waited for there.
/// </summary>
public sealed record FlowStanding(
    DrawnActivity Drawn, string NodeId, ActivityProgress Progress, int Rounds, DateTimeOffset? LastAt, StageRun? Run, IReadOnlyList<BoardWork> Waiting);

/// <summary>A running competition on its drawing, in the order the flow reaches the activities.</summary>
public sealed record FlowPage(Competition Competition, ProcedureVersion Procedure, Instance Instance, IReadOnlyList<FlowStanding> Standings, IReadOnlyList<JournalEntry> Journal)
{
    public IEnumerable<FlowStanding> Active => Standings.Where(s => s.Progress is ActivityProgress.Active or ActivityProgress.Faulted);
}

/// <summary>Shows those who may see a competition's board how far its flow has come; null for a stranger.</summary>
public sealed class CompetitionFlow(ApprovalDb db, CompetitionAccess access, InstanceQuery instances, TimeProvider clock)
{
    public async Task<FlowPage?> ForAsync(Guid instanceId, Actor actor, CancellationToken ct)
    {
        var competition = await db.Set<Competition>().AsNoTracking().SingleOrDefaultAsync(c => c.InstanceId == instanceId, ct);
        if (competition is null || (await access.ForAsync(actor, competition.Id, ct))?.SeesBoard != true) return null;
        if (await instances.FindAsync(instanceId, ct) is not { } sheet) return null;

        var procedure = await db.Set<ProcedureVersion>().AsNoTracking().SingleAsync(v => v.Id == competition.ProcedureVersionId, ct);
        var runs = await db.Set<StageRun>().AsNoTracking().Where(r => r.InstanceId == instanceId).OrderBy(r => r.Round).ToListAsync(ct);
        var drawing = Drawing.Parse(sheet.Definition.Json.ToJsonString());
        var byId = sheet.Activities.Where(a => a.Activity.Definition.VersionId == sheet.Definition.VersionId)
            .GroupBy(a => a.Activity.Id).ToDictionary(g => g.Key, g => g.First());

        var standings = new List<FlowStanding>();
        foreach (var drawn in drawing.InOrder.Union(drawing.Activities))
        {
            if (byId.GetValueOrDefault(drawn.Id) is not { } standing) continue;
            var run = runs.LastOrDefault(r => r.ActivityId == drawn.Id);
            var waiting = run is { IsOpen: true }
                ? await OpenWork.OfAsync(db, db.Set<UserTask>().Where(t => t.StageRunId == run.Id), clock.GetUtcNow(), ct)
                : [];
            standings.Add(new(drawn, NodeIdOf(standing.Activity), standing.Progress, standing.Rounds, standing.LastAt, run, waiting));
        }

        return new(competition, procedure, sheet.Instance, standings, sheet.Journal);
    }

    /// <summary>The place that the designer gave it in its tree.</summary>
    private static string NodeIdOf(ActivityNode node) => node.Json["nodeId"]?.ToString() ?? node.Id;
}
