using ApprovalFlow.Engine;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>Leads the flow from place to place: along arrows, and out of containers where nobody drew one.</summary>
internal sealed class Connecting(IReadOnlyDictionary<ActivityNode, (Place In, IReadOnlyList<Place> Out)> of)
{
    public static ActivityNode? WorkflowAround(ActivityNode node)
    {
        var around = node.Parent;
        while (around is { Inner: null }) around = around.Parent;
        return around;
    }

    public static bool IsTerminal(ActivityNode node) => node.Type is "Elsa.End" or "Elsa.Finish" or "Elsa.Complete" or "Elsa.Break";

    /// <summary>Where an activity without an arrow leads: out of the container around it, or as far out as it says.</summary>
    public void Leave(ActivityNode node, Place from, Place leave, IEnumerable<string> ports)
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
        var outcomes = Doors.Outcomes(complete);
        var exits = WorkflowAround(complete) is { } around ? of[around].Out.Where(e => e.Ports.Exists(outcomes.Contains)).ToList() : [];
        return exits.Count > 0 ? exits : WorkflowAround(complete) is { } workflow ? [of[workflow].Out[0]] : [leave];
    }

    private Place? OutOf(ActivityNode node, Func<ActivityNode, bool> isMeant)
    {
        for (var around = node.Parent; around is not null; around = around.Parent)
            if (isMeant(around)) return of[around].Out[0];
        return null;
    }

    public static void Connect(Place from, Place to, bool back = false)
    {
        foreach (var port in from.Ports) Connect(from, port, to, back);
    }

    public static void Connect(Place from, string port, Place to, bool back = false) => from.Out.Add(Entering(new Way(from, port, to, back, AtOnce: false)));

    private static Way Entering(Way way)
    {
        way.To.In.Add(way);
        return way;
    }
}
