using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Engine;

/// <summary>What became of an activity in an instance, as a drawing of the flow shows it.</summary>
public enum ActivityProgress { NotReached = 1, Active = 2, Done = 3, Skipped = 4, Faulted = 5, Cancelled = 6 }

/// <summary>An activity of a running instance: where it stands now, and how often it was entered.</summary>
public sealed record ActivityStanding(ActivityNode Activity, ActivityProgress Progress, int Rounds, DateTimeOffset? LastAt);

/// <summary>A line of the journal with the step it belongs to.</summary>
public sealed record JournalEntry(int Step, DateTimeOffset At, JournalLine Line);

/// <summary>An instance as pages show it: its definition, each activity's standing, what it waits for, its open incidents.</summary>
public sealed record InstanceSheet(
    Instance Instance, WorkflowDefinition Definition, IReadOnlyList<ActivityStanding> Activities,
    IReadOnlyList<Bookmark> Bookmarks, IReadOnlyList<Incident> Incidents, IReadOnlyList<JournalEntry> Journal);

/// <summary>Reads instances for pages. Changes nothing.</summary>
public sealed class InstanceQuery(EngineDb db, DefinitionLibrary library)
{
    /// <summary>The parsed definition of a version, from the shared cache: activities, connections, texts, positions.</summary>
    public ValueTask<WorkflowDefinition> DefinitionAsync(string versionId, CancellationToken ct) => library.GetAsync(db, versionId, ct);

    public async Task<IReadOnlyList<Incident>> OpenIncidentsAsync(CancellationToken ct) =>
        await db.Incidents.AsNoTracking().Where(i => i.Status == IncidentStatus.Open).OrderByDescending(i => i.OccurredAt).Take(500).ToListAsync(ct);

    /// <summary>
    /// The outcomes by which the flow can go on from the activity of an incident: those that have an arrow; where it has
    /// none, those it knows.
    /// </summary>
    public async Task<IReadOnlyList<OutcomeDescriptor>> WaysOutAsync(Incident incident, CancellationToken ct)
    {
        var instance = await db.Instances.AsNoTracking().FirstAsync(i => i.Id == incident.InstanceId, ct);
        var definition = await library.GetAsync(db, instance.DefinitionVersionId, InstanceState.Read(instance.State).Embedded, ct);
        var node = definition.Nodes[incident.ActivityId];
        var known = node.Descriptor!.Outcomes;
        var drawn = node.Parent?.Graph?.Outbound(node).Select(arrow => arrow.Port).Distinct()
            .Select(port => known.FirstOrDefault(o => o.Name == port) ?? new OutcomeDescriptor(port, new(port, port))).ToList();
        return drawn is { Count: > 0 } ? drawn : known.Count > 0 ? known : [new OutcomeDescriptor("Done", new("完成", "Done"))];
    }

    public async Task<InstanceSheet?> FindAsync(Guid instanceId, CancellationToken ct)
    {
        var instance = await db.Instances.AsNoTracking().FirstOrDefaultAsync(i => i.Id == instanceId, ct);
        if (instance is null) return null;
        var state = InstanceState.Read(instance.State);
        var definition = await library.GetAsync(db, instance.DefinitionVersionId, state.Embedded, ct);
        var steps = await db.Journal.AsNoTracking().Where(j => j.InstanceId == instanceId).OrderBy(j => j.Step).ToListAsync(ct);
        List<JournalEntry> journal = [.. steps.SelectMany(s => s.Read().Select(line => new JournalEntry(s.Step, s.At, line)))];
        return new InstanceSheet(
            instance, definition, Standings(definition, state, journal),
            await db.Bookmarks.AsNoTracking().Where(b => b.InstanceId == instanceId).OrderBy(b => b.ExecutionId).ToListAsync(ct),
            await db.Incidents.AsNoTracking().Where(i => i.InstanceId == instanceId).OrderBy(i => i.OccurredAt).ToListAsync(ct),
            journal);
    }

    private static List<ActivityStanding> Standings(WorkflowDefinition definition, InstanceState state, List<JournalEntry> journal)
    {
        var last = new Dictionary<string, JournalEntry>(StringComparer.Ordinal);
        foreach (var entry in journal) last[entry.Line.ActivityId] = entry;
        var live = state.Executions.ToLookup(e => e.Activity, StringComparer.Ordinal);
        var standings = new List<ActivityStanding>();
        foreach (var node in definition.Nodes.Values)
        {
            var entry = last.GetValueOrDefault(node.Key);
            var progress = live[node.Key].Any(e => e.Faults is not null) ? ActivityProgress.Faulted
                : live[node.Key].Any() ? ActivityProgress.Active
                : entry is null ? ActivityProgress.NotReached
                : entry.Line.Event switch
                {
                    JournalEvent.Done or JournalEvent.Finished or JournalEvent.SkippedByOperator => ActivityProgress.Done,
                    JournalEvent.Skipped => ActivityProgress.Skipped,
                    JournalEvent.Cancelled or JournalEvent.InstanceCancelled => ActivityProgress.Cancelled,
                    JournalEvent.Faulted => ActivityProgress.Faulted,
                    JournalEvent.Started or JournalEvent.Waiting or JournalEvent.Woken or JournalEvent.Retried => ActivityProgress.Active,
                };
            standings.Add(new ActivityStanding(node, progress, state.Rounds.GetValueOrDefault(node.Key), entry?.At));
        }

        return standings;
    }
}
