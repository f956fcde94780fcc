using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Procedures.Outline;

/// <summary>A way out of a stage and where it leads; null when nowhere.</summary>
public sealed record OutlineWay(string Port, Bilingual Label, string? To);

/// <summary>
/// One activity of the drawing with everything that can be set in it and the activities that lie in it. <see cref="Seen"/> stands
/// for what was seen of it with all that lies in it, <see cref="SeenAlone"/> for what it says itself.
/// </summary>
public sealed record OutlineStage(
    DrawnActivity Activity, ActivityDescriptor? Descriptor, string Seen, string SeenAlone, IReadOnlyList<OutlineValue> Values,
    IReadOnlyList<OutlineWay> Ways, IReadOnlyList<OutlineStage> Inner, bool HasCases)
{
    public string Id => Activity.Id;
    public bool IsClose => Activity.Stage == StageKind.CloseCompetition;

    /// <summary>What begins and what ends the flow stays where it is.</summary>
    public bool MayRemove => Activity.Type is not (DrawingParts.Start or DrawingParts.End);

    /// <summary>The stage and all that lies in it, however deep.</summary>
    public IEnumerable<OutlineStage> WithInner => Inner.SelectMany(i => i.WithInner).Prepend(this);
}

/// <summary>
/// A drawing as a text: the main line first, then what ends the competition early, then what the flow does not reach.
/// </summary>
public sealed record OutlinePage(
    DraftPage Draft, Drawing Drawing, IReadOnlyList<OutlineStage> Flow, IReadOnlyList<OutlineStage> Closes, IReadOnlyList<OutlineStage> Loose, bool MayUndo)
{
    public IEnumerable<OutlineStage> All => Flow.Concat(Closes).Concat(Loose);

    /// <summary>The activity with the id, wherever it lies.</summary>
    public OutlineStage? Find(string? id) => All.SelectMany(s => s.WithInner).FirstOrDefault(s => s.Id == id);
}

/// <summary>Reads any version as an outline.</summary>
public sealed class OutlineSheet(ApprovalDb db, DraftSheet drafts, ActivityCatalog catalog)
{
    /// <summary>Null for a stranger.</summary>
    public async Task<OutlinePage?> ForAsync(string versionId, Actor actor, CancellationToken ct)
    {
        if (await drafts.ForAsync(versionId, actor, ct) is not { } draft) return null;
        var mayUndo = draft.MayEdit && await db.Set<ProcedureDraft>().AnyAsync(d => d.VersionId == versionId && d.PreviousJson != "", ct);
        return Of(draft, catalog, mayUndo);
    }

    internal static OutlinePage Of(DraftPage draft, ActivityCatalog catalog, bool mayUndo)
    {
        var flowchart = DraftJson.Read(draft.Json).Json is { } json ? DraftJson.Flowchart(json) : null;
        var byId = ((flowchart?["activities"] as JsonArray) ?? []).OfType<JsonObject>()
            .GroupBy(a => DraftJson.Text(a["id"])).ToDictionary(g => g.Key, g => g.First());
        var drawing = Drawing.Parse(draft.Json);
        var reached = drawing.InOrder.ToHashSet<DrawnActivity>(ReferenceEqualityComparer.Instance);
        var stages = drawing.InOrder.Concat(drawing.Activities.Where(a => !reached.Contains(a)))
            .Where(a => byId.ContainsKey(a.Id)).Select(a => StageOf(a, byId[a.Id], drawing, catalog)).ToList();
        return new OutlinePage(
            draft, drawing,
            [.. stages.Where(s => reached.Contains(s.Activity) && !s.IsClose)],
            [.. stages.Where(s => reached.Contains(s.Activity) && s.IsClose)],
            [.. stages.Where(s => !reached.Contains(s.Activity))], mayUndo);
    }

    private static OutlineStage StageOf(DrawnActivity activity, JsonObject json, Drawing drawing, ActivityCatalog catalog)
    {
        var descriptor = catalog.Find(activity.Type);
        var drawn = drawing.From(activity).GroupBy(c => c.Port).ToDictionary(g => g.Key, g => g.First().To);
        IEnumerable<OutcomeDescriptor> ports = activity.Stage == StageKind.CloseCompetition || activity.Type == DrawingParts.End ? [] : descriptor?.Outcomes ?? [];
        var ways = ports.Select(o => new OutlineWay(o.Name, o.Label, drawn.GetValueOrDefault(o.Name))).ToList();
        ways.AddRange(drawn.Where(d => ways.All(w => w.Port != d.Key)).Select(d => new OutlineWay(d.Key, new(d.Key, d.Key), d.Value)));
        return StageOf(activity, json, ways, catalog);
    }

    /// <summary>What lies in an activity has no ways out of its own in an outline.</summary>
    private static OutlineStage StageOf(DrawnActivity activity, JsonObject json, IReadOnlyList<OutlineWay> ways, ActivityCatalog catalog)
    {
        var descriptor = catalog.Find(activity.Type);
        return new OutlineStage(
            activity, descriptor, OutlineValue.Fingerprint(json), OutlineValue.Fingerprint(InnerActivities.Without(json)),
            [.. (descriptor?.Inputs ?? []).Select(input => OutlineValue.Of(json, input))], ways,
            [.. InnerActivities.Of(json).Select(inner => StageOf(Drawing.Activity(inner, place: 0), inner, [], catalog))], json.ContainsKey("cases"));
    }
}
