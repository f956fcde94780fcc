using ApprovalFlow.Engine;
using ApprovalFlow.Engine.Expressions;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>How a place chooses among its ways out.</summary>
internal enum Choice
{
    /// <summary>One port, and no other.</summary>
    One = 1,

    /// <summary>All ports at once: a fork.</summary>
    All = 2,

    /// <summary>Any number of ports: a switch that takes every case that holds.</summary>
    Any = 3,
}

/// <summary>What lets the flow into a place with several ways in.</summary>
internal enum Entry
{
    /// <summary>All ways in have been decided, and one was followed; the rule for everything that is not drawn as a join.</summary>
    AllActive = 1,
    All = 2,
    Any = 3,
}

/// <summary>A point of the flow: an activity, or where a container is left.</summary>
internal sealed class Place(int index, ActivityNode node, bool isLeave)
{
    public int Index { get; } = index;
    public ActivityNode Node { get; } = node;
    public bool IsLeave { get; } = isLeave;
    public Entry Entry { get; set; } = Entry.AllActive;
    public Choice Choice { get; set; } = Choice.One;
    public List<string> Ports { get; set; } = ["Done"];
    public List<Way> In { get; } = [];
    public List<Way> Out { get; } = [];

    /// <summary>The stage that stands here; null for everything else.</summary>
    public StageKind? Stage { get; init; }

    /// <summary>A stage at which the competition is over for good.</summary>
    public bool Closes => Stage is StageKind.CloseCompetition or StageKind.Archive;

    /// <summary>The port of a stage by which somebody goes on; its others are taken when nobody does.</summary>
    public bool IsFailure(string port) => Stage is not null && Ports.IndexOf(port) > 0;
}

/// <summary>An arrow. <paramref name="Back"/> closes a circle; <paramref name="AtOnce"/> ends the container without waiting for the rest.</summary>
internal sealed record Way(Place From, string Port, Place To, bool Back, bool AtOnce)
{
    /// <summary>Nobody drew it: an activity without an arrow from this port leaves the flowchart around it.</summary>
    public bool Loose { get; init; }
}

/// <summary>
/// A definition as one graph: containers taken apart into where they are entered and where they are left, so that every
/// question about the flow is a question about one graph, however it was nested.
/// </summary>
internal sealed class Course
{
    private readonly List<Place> _places = [];
    private readonly Dictionary<ActivityNode, (Place In, IReadOnlyList<Place> Out)> _of = [];
    private readonly Dictionary<string, int> _order = new(StringComparer.Ordinal);

    private Course(WorkflowDefinition definition)
    {
        Definition = definition;
        var (start, ends) = Add(definition.Workflow);
        (Start, End) = (start, ends[0]);
        Reached = Reach([Start], p => p.Out.Where(w => p.Ports.Contains(w.Port)).Select(w => w.To)).ToHashSet();
        foreach (var (place, rank) in Forward().Select((p, i) => (p, i))) _order.TryAdd(place.Node.Key, rank);
    }

    public WorkflowDefinition Definition { get; }
    public IReadOnlyList<Place> Places => _places;
    public Place Start { get; }
    public Place End { get; }

    /// <summary>What arrows lead to from the start, joins not considered.</summary>
    public IReadOnlySet<Place> Reached { get; }

    public static Course Of(WorkflowDefinition definition) => new(definition);

    public IEnumerable<Place> Stages => _places.Where(p => p.Stage is not null);

    public IEnumerable<Place> Of(StageKind kind) => _places.Where(p => p.Stage == kind);

    /// <summary>Where an activity comes in the order of the flow; what is not reached comes last.</summary>
    public int PlaceOf(string? key) => key is null ? -1 : _order.GetValueOrDefault(key, int.MaxValue);

    public Place EnterOf(ActivityNode node) => _of[node].In;

    /// <summary>The ports by which an activity can be left.</summary>
    public IEnumerable<string> PortsOf(Place place) => _of[place.Node].Out.SelectMany(p => p.Ports);

    /// <summary>Everything from the start on, nearest first; what cannot be reached follows.</summary>
    private IEnumerable<Place> Forward() => Reach([Start], static p => p.Out.Select(w => w.To)).Concat(_places);

    /// <summary>The places found by following <paramref name="next"/>, those given included, nearest first.</summary>
    public static List<Place> Reach(IEnumerable<Place> from, Func<Place, IEnumerable<Place>> next)
    {
        var seen = new HashSet<Place>();
        var order = from.Where(seen.Add).ToList();
        for (var i = 0; i < order.Count; i++) order.AddRange(next(order[i]).Where(seen.Add));
        return order;
    }

    private Place New(ActivityNode node, bool isLeave)
    {
        var place = new Place(_places.Count, node, isLeave) { Stage = isLeave ? null : StageOf(node) };
        _places.Add(place);
        return place;
    }

    private static StageKind? StageOf(ActivityNode node)
    {
        const string Prefix = "ApprovalFlow.";
        return node.Type.StartsWith(Prefix, StringComparison.Ordinal) && Enum.TryParse<StageKind>(node.Type[Prefix.Length..], out var kind) ? kind : null;
    }

    private (Place In, IReadOnlyList<Place> Out) Add(ActivityNode node)
    {
        var enter = New(node, isLeave: false);
        (enter.Choice, enter.Ports) = PortsOf(node);
        if (node.Type == "Elsa.FlowJoin") enter.Entry = JoinOf(node);
        if (!IsContainer(node)) return _of[node] = (enter, [enter]);

        var leave = New(node, isLeave: true);
        _of[node] = (enter, [leave, .. ExitsOf(node)]);
        enter.Ports = ["Done"];
        enter.Choice = Choice.One;
        switch (node.Type)
        {
            case "Elsa.Flowchart": Flowchart(node, enter, leave); break;
            case "Elsa.Sequence": Sequence(node.Children, enter, leave); break;
            case "Elsa.If": Branches(enter, leave, [("then", node.Ports.GetValueOrDefault("then")), ("else", node.Ports.GetValueOrDefault("else"))], Choice.One); break;
            case "Elsa.Switch":
                Branches(enter, leave, [.. node.Cases.Select(c => (c.Label, c.Activity)), ("default", node.Ports.GetValueOrDefault("default"))], SwitchChoice(node));
                break;
            case "Elsa.While" or "Elsa.ForEach" or "Elsa.ParallelForEach": Loop(node, enter, leave); break;
            default: Sequence(node.Children, enter, leave); break; // a workflow: its root
        }

        return _of[node];
    }

    /// <summary>A workflow used as an activity is left by Done, or by what its Complete activities say: a place for each.</summary>
    private IEnumerable<Place> ExitsOf(ActivityNode node)
    {
        if (node.Inner is null || node.Parent is null) yield break;
        foreach (var outcome in node.Definition.Nodes.Values.Where(n => n.Type == "Elsa.Complete" && WorkflowAround(n) == node).SelectMany(Outcomes).Where(o => o != "Done").Distinct().ToList())
        {
            var exit = New(node, isLeave: true);
            exit.Ports = [outcome];
            yield return exit;
        }
    }

    private static List<string> Outcomes(ActivityNode complete) => Written(complete, "outcomes") is { Count: > 0 } outcomes ? outcomes : ["Done"];

    private static ActivityNode? WorkflowAround(ActivityNode node)
    {
        var around = node.Parent;
        while (around is { Inner: null }) around = around.Parent;
        return around;
    }

    private static bool IsContainer(ActivityNode node) =>
        node.Inner is not null || node.Type is "Elsa.Flowchart" or "Elsa.Sequence" or "Elsa.If" or "Elsa.Switch" or "Elsa.While" or "Elsa.ForEach" or "Elsa.ParallelForEach";

    private void Flowchart(ActivityNode chart, Place enter, Place leave)
    {
        foreach (var child in chart.Children) Add(child);
        var graph = chart.Graph!;
        if (graph.Start is null)
        {
            Connect(enter, "Done", leave);
            return;
        }

        Connect(enter, "Done", _of[graph.Start].In);
        foreach (var child in chart.Children)
        {
            if (!graph.IsReachable(child)) continue;
            var arrows = graph.Outbound(child);
            var exits = _of[child].Out;
            foreach (var arrow in arrows)
                Connect(exits.FirstOrDefault(e => e.Ports.Contains(arrow.Port)) ?? exits[0], arrow.Port, _of[arrow.Target].In, back: !graph.IsForward(arrow));
            foreach (var exit in exits) Leave(child, exit, leave, exit.Ports.Where(port => arrows.All(a => a.Port != port)));
        }
    }

    private void Sequence(IReadOnlyList<ActivityNode> children, Place enter, Place leave)
    {
        IReadOnlyList<Place> before = [enter];
        foreach (var child in children)
        {
            var (first, exits) = Add(child);
            foreach (var exit in before) Connect(exit, first);
            before = IsTerminal(child) ? [] : exits;
            if (IsTerminal(child)) Leave(child, exits[0], leave, exits[0].Ports);
        }

        foreach (var exit in before) Connect(exit, leave);
    }

    private void Branches(Place enter, Place leave, IReadOnlyList<(string Port, ActivityNode? Activity)> branches, Choice choice)
    {
        (enter.Choice, enter.Ports) = (choice, [.. branches.Select(b => b.Port).Distinct()]);
        foreach (var (port, activity) in branches) Inside(enter, port, activity, leave, back: null);
    }

    private void Loop(ActivityNode node, Place enter, Place leave)
    {
        enter.Ports = ["body", "out"];
        Inside(enter, "body", node.Ports.GetValueOrDefault("body"), leave, back: node.Type == "Elsa.ParallelForEach" ? null : enter);
        Connect(enter, "out", leave);
    }

    private void Inside(Place enter, string port, ActivityNode? activity, Place leave, Place? back)
    {
        if (activity is null)
        {
            Connect(enter, port, leave);
            return;
        }

        var (first, exits) = Add(activity);
        Connect(enter, port, first);
        foreach (var exit in exits)
        {
            if (IsTerminal(activity)) Leave(activity, exit, leave, exit.Ports);
            else Connect(exit, back ?? leave, back: back is not null);
        }
    }

    private static bool IsTerminal(ActivityNode node) => node.Type is "Elsa.End" or "Elsa.Finish" or "Elsa.Complete" or "Elsa.Break";

    /// <summary>Where an activity without an arrow leads: out of the container around it, or as far out as it says.</summary>
    private void Leave(ActivityNode node, Place from, Place leave, IEnumerable<string> ports)
    {
        IEnumerable<Place> targets = node.Type switch
        {
            "Elsa.Finish" => [OutOf(node, around => around.Parent is null) ?? leave],
            "Elsa.Complete" => Completed(node, leave),
            "Elsa.Break" => [OutOf(node, around => around.Type is "Elsa.While" or "Elsa.ForEach" or "Elsa.ParallelForEach") ?? leave],
            _ => [leave],
        };
        foreach (var (port, target) in ports.SelectMany(port => targets.Select(target => (port, target))))
            from.Out.Add(Entering(new Way(from, port, target, Back: false, AtOnce: IsTerminal(node)) { Loose = !IsTerminal(node) }));
    }

    private List<Place> Completed(ActivityNode complete, Place leave)
    {
        var outcomes = Outcomes(complete);
        var exits = WorkflowAround(complete) is { } around ? _of[around].Out.Where(e => e.Ports.Exists(outcomes.Contains)).ToList() : [];
        return exits.Count > 0 ? exits : WorkflowAround(complete) is { } workflow ? [_of[workflow].Out[0]] : [leave];
    }

    private Place? OutOf(ActivityNode node, Func<ActivityNode, bool> isMeant)
    {
        for (var around = node.Parent; around is not null; around = around.Parent)
            if (isMeant(around)) return _of[around].Out[0];
        return null;
    }

    private static void Connect(Place from, Place to, bool back = false)
    {
        foreach (var port in from.Ports) Connect(from, port, to, back);
    }

    private static void Connect(Place from, string port, Place to, bool back = false) => from.Out.Add(Entering(new Way(from, port, to, back, AtOnce: false)));

    private static Way Entering(Way way)
    {
        way.To.In.Add(way);
        return way;
    }

    private static (Choice, List<string>) PortsOf(ActivityNode node) => node.Type switch
    {
        "Elsa.FlowDecision" => (Choice.One, ["True", "False"]),
        "Elsa.FlowSwitch" => (SwitchChoice(node), [.. node.Cases.Select(c => c.Label).Append("Default").Distinct()]),
        "Elsa.FlowFork" => (Choice.All, Written(node, "branches") ?? Drawn(node)),
        "Elsa.RunJavaScript" => (Choice.One, [.. Drawn(node).Append("Done").Distinct()]),
        _ when StageCatalog.All.FirstOrDefault(d => d.TypeName == node.Type) is { } stage => (Choice.One, [.. stage.Outcomes.Select(o => o.Name)]),
        _ => (Choice.One, ["Done"]),
    };

    private static List<string> Drawn(ActivityNode node) =>
        node.Parent?.Graph is { } graph ? [.. graph.Outbound(node).Select(c => c.Port).Distinct()] : [];

    private static List<string>? Written(ActivityNode node, string input) =>
        node.Inputs.TryGetValue(input, out var expression) && expression.Kind is ExpressionKind.Literal or ExpressionKind.Json ? Settings.List(expression.Value) : null;

    private static Choice SwitchChoice(ActivityNode node) =>
        node.Inputs.TryGetValue("mode", out var mode) && Settings.Text(mode.Value) is "MatchAny" or "1" ? Choice.Any : Choice.One;

    private static Entry JoinOf(ActivityNode node) =>
        (node.Inputs.TryGetValue("mode", out var mode) ? Settings.Text(mode.Value) : "") switch
        {
            "WaitAll" or "0" => Entry.All,
            "WaitAllActive" or "2" => Entry.AllActive,
            _ => Entry.Any,
        };
}
