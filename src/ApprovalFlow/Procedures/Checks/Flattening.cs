using ApprovalFlow.Engine;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>Takes a definition apart into places: one for each activity, and for a container where it is entered and where it is left.</summary>
internal sealed class Flattening
{
    private readonly Connecting _connecting;

    public Flattening() => _connecting = new Connecting(Of);

    public List<Place> Places { get; } = [];
    public Dictionary<ActivityNode, (Place In, IReadOnlyList<Place> Out)> Of { get; } = [];

    private Place New(ActivityNode node, bool isLeave)
    {
        var place = new Place(Places.Count, node, isLeave) { Stage = isLeave ? null : Doors.StageOf(node) };
        Places.Add(place);
        return place;
    }

    /// <summary>Takes an activity and everything in it apart; where it is entered and where it is left.</summary>
    public (Place In, IReadOnlyList<Place> Out) Add(ActivityNode node)
    {
        var enter = New(node, isLeave: false);
        (enter.Choice, enter.Ports) = Doors.PortsOf(node);
        if (node.Type == "Elsa.FlowJoin") enter.Entry = Doors.JoinOf(node);
        if (!IsContainer(node)) return Of[node] = (enter, [enter]);

        var leave = New(node, isLeave: true);
        Of[node] = (enter, [leave, .. ExitsOf(node)]);
        enter.Ports = ["Done"];
        enter.Choice = Choice.One;
        switch (node.Type)
        {
            case "Elsa.Flowchart": Flowchart(node, enter, leave); break;
            case "Elsa.Sequence": Sequence(node.Children, enter, leave); break;
            case "Elsa.If": Branches(enter, leave, [("then", node.Ports.GetValueOrDefault("then")), ("else", node.Ports.GetValueOrDefault("else"))], Choice.One); break;
            case "Elsa.Switch":
                Branches(enter, leave, [.. node.Cases.Select(c => (c.Label, c.Activity)), ("default", node.Ports.GetValueOrDefault("default"))], Doors.SwitchChoice(node));
                break;
            case "Elsa.While" or "Elsa.ForEach" or "Elsa.ParallelForEach": Loop(node, enter, leave); break;
            default: Sequence(node.Children, enter, leave); break; // a workflow: its root
        }

        return Of[node];
    }

    /// <summary>A workflow used as an activity is left by Done, or by what its Complete activities say: a place for each.</summary>
    private IEnumerable<Place> ExitsOf(ActivityNode node)
    {
        if (node.Inner is null || node.Parent is null) yield break;
        foreach (var outcome in node.Definition.Nodes.Values.Where(n => n.Type == "Elsa.Complete" && Connecting.WorkflowAround(n) == node).SelectMany(Doors.Outcomes).Where(o => o != "Done").Distinct().ToList())
        {
            var exit = New(node, isLeave: true);
            exit.Ports = [outcome];
            yield return exit;
        }
    }

    private static bool IsContainer(ActivityNode node) =>
        node.Inner is not null || node.Type is "Elsa.Flowchart" or "Elsa.Sequence" or "Elsa.If" or "Elsa.Switch" or "Elsa.While" or "Elsa.ForEach" or "Elsa.ParallelForEach";

    private void Flowchart(ActivityNode chart, Place enter, Place leave)
    {
        foreach (var child in chart.Children) Add(child);
        var graph = chart.Graph!;
        if (graph.Start is null)
        {
            Connecting.Connect(enter, "Done", leave);
            return;
        }

        Connecting.Connect(enter, "Done", Of[graph.Start].In);
        foreach (var child in chart.Children)
        {
            if (!graph.IsReachable(child)) continue;
            var arrows = graph.Outbound(child);
            var exits = Of[child].Out;
            foreach (var arrow in arrows)
                Connecting.Connect(exits.FirstOrDefault(e => e.Ports.Contains(arrow.Port)) ?? exits[0], arrow.Port, Of[arrow.Target].In, back: !graph.IsForward(arrow));
            foreach (var exit in exits) _connecting.Leave(child, exit, leave, exit.Ports.Where(port => arrows.All(a => a.Port != port)));
        }
    }

    private void Sequence(IReadOnlyList<ActivityNode> children, Place enter, Place leave)
    {
        IReadOnlyList<Place> before = [enter];
        foreach (var child in children)
        {
            var (first, exits) = Add(child);
            foreach (var exit in before) Connecting.Connect(exit, first);
            before = Connecting.IsTerminal(child) ? [] : exits;
            if (Connecting.IsTerminal(child)) _connecting.Leave(child, exits[0], leave, exits[0].Ports);
        }

        foreach (var exit in before) Connecting.Connect(exit, leave);
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
        Connecting.Connect(enter, "out", leave);
    }

    private void Inside(Place enter, string port, ActivityNode? activity, Place leave, Place? back)
    {
        if (activity is null)
        {
            Connecting.Connect(enter, port, leave);
            return;
        }

        var (first, exits) = Add(activity);
        Connecting.Connect(enter, port, first);
        foreach (var exit in exits)
        {
            if (Connecting.IsTerminal(activity)) _connecting.Leave(activity, exit, leave, exit.Ports);
            else Connecting.Connect(exit, back ?? leave, back: back is not null);
        }
    }
}
