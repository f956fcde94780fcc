using ApprovalFlow.Engine;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>
/// A definition as one graph: containers taken apart into where they are entered and where they are left, so that every
/// question about the flow is a question about one graph, however it was nested.
/// </summary>
internal sealed class Course
{
    private readonly Flattening _flat = new();
    private readonly Dictionary<string, int> _order = new(StringComparer.Ordinal);

    private Course(WorkflowDefinition definition)
    {
        Definition = definition;
        var (start, ends) = _flat.Add(definition.Workflow);
        (Start, End) = (start, ends[0]);
        Reached = Reach([Start], p => p.Out.Where(w => p.Ports.Contains(w.Port)).Select(w => w.To)).ToHashSet();
        foreach (var (place, rank) in Forward().Select((p, i) => (p, i))) _order.TryAdd(place.Node.Key, rank);
    }

    public WorkflowDefinition Definition { get; }
    public IReadOnlyList<Place> Places => _flat.Places;
    public Place Start { get; }
    public Place End { get; }

    /// <summary>What arrows lead to from the start, joins not considered.</summary>
    public IReadOnlySet<Place> Reached { get; }

    public static Course Of(WorkflowDefinition definition) => new(definition);

    public IEnumerable<Place> Stages => Places.Where(p => p.Stage is not null);

    public IEnumerable<Place> Of(StageKind kind) => Places.Where(p => p.Stage == kind);

    /// <summary>Where an activity comes in the order of the flow; what is not reached comes last.</summary>
    public int PlaceOf(string? key) => key is null ? -1 : _order.GetValueOrDefault(key, int.MaxValue);

    public Place EnterOf(ActivityNode node) => _flat.Of[node].In;

    /// <summary>The ports by which an activity can be left.</summary>
    public IEnumerable<string> PortsOf(Place place) => _flat.Of[place.Node].Out.SelectMany(p => p.Ports);

    /// <summary>Everything from the start on, nearest first; what cannot be reached follows.</summary>
    private IEnumerable<Place> Forward() => Reach([Start], static p => p.Out.Select(w => w.To)).Concat(Places);

    /// <summary>The places found by following <paramref name="next"/>, those given included, nearest first.</summary>
    public static List<Place> Reach(IEnumerable<Place> from, Func<Place, IEnumerable<Place>> next)
    {
        var seen = new HashSet<Place>();
        var order = from.Where(seen.Add).ToList();
        for (var i = 0; i < order.Count; i++) order.AddRange(next(order[i]).Where(seen.Add));
        return order;
    }
}
