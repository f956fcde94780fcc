namespace ApprovalFlow.Engine;

/// <summary>An arrow of a flowchart, with its place in the definition's list of connections.</summary>
public sealed record Connection(int Index, ActivityNode Source, string Port, ActivityNode Target);

/// <summary>
/// The shape of one flowchart. A connection is <em>backward</em> when, walking breadth-first from the start in the
/// order of the definition, it would close a circle; all others are <em>forward</em>, and only they take part in joins.
/// </summary>
public sealed class FlowGraph
{
    private static readonly IReadOnlyList<Connection> None = [];
    private readonly Dictionary<ActivityNode, List<Connection>> _outbound = [];
    private readonly Dictionary<ActivityNode, List<Connection>> _forwardInbound = [];
    private readonly Dictionary<ActivityNode, IReadOnlySet<ActivityNode>> _ancestors = [];
    private readonly bool[] _forward;

    internal FlowGraph(IReadOnlyList<ActivityNode> activities, IReadOnlyList<Connection> connections, ActivityNode? start)
    {
        Activities = activities;
        Connections = connections;
        Start = start;
        _forward = new bool[connections.Count];
        foreach (var connection in connections) Of(_outbound, connection.Source).Add(connection);
        if (start is not null) FindForward(start);
        foreach (var activity in activities) _ancestors[activity] = AncestorsOf(activity);
    }

    public IReadOnlyList<ActivityNode> Activities { get; }
    public IReadOnlyList<Connection> Connections { get; }

    /// <summary>Null only for a flowchart without activities.</summary>
    public ActivityNode? Start { get; }

    public bool IsForward(Connection connection) => _forward[connection.Index];

    public IReadOnlyList<Connection> Outbound(ActivityNode activity) => _outbound.GetValueOrDefault(activity) ?? None;

    public IReadOnlyList<Connection> ForwardInbound(ActivityNode activity) => _forwardInbound.GetValueOrDefault(activity) ?? None;

    /// <summary>Everything from which forward connections lead here.</summary>
    public IReadOnlySet<ActivityNode> Ancestors(ActivityNode activity) => _ancestors[activity];

    /// <summary>Whether the flow can come here at all.</summary>
    public bool IsReachable(ActivityNode activity) => activity == Start || ForwardInbound(activity).Count > 0;

    public bool HasLoops => _forward.Contains(false);

    /// <summary>Everything that lies on a way from the given activities, over arrows of both kinds, they included.</summary>
    public IReadOnlySet<ActivityNode> ReachableFrom(IEnumerable<ActivityNode> activities, ActivityNode avoiding)
    {
        var reached = new HashSet<ActivityNode>();
        foreach (var activity in activities)
            if (!reached.Contains(activity)) reached.UnionWith(Walk(activity, node => Outbound(node).Select(c => c.Target), avoiding));
        return reached;
    }

    /// <summary>
    /// A backward connection makes sense only if every way from the start to its source passes its target: otherwise
    /// the loop could be entered from its side and joins in it could never be counted.
    /// </summary>
    public IEnumerable<Connection> SideEntries() =>
        Connections.Where(c => !IsForward(c) && IsReachable(c.Source) && !Dominates(c.Target, c.Source));

    private void FindForward(ActivityNode start)
    {
        var queue = new Queue<ActivityNode>([start]);
        var seen = new HashSet<ActivityNode> { start };
        while (queue.TryDequeue(out var source))
        {
            foreach (var connection in Outbound(source))
            {
                if (Reaches(connection.Target, source)) continue;
                _forward[connection.Index] = true;
                Of(_forwardInbound, connection.Target).Add(connection);
                if (seen.Add(connection.Target)) queue.Enqueue(connection.Target);
            }
        }
    }

    private bool Reaches(ActivityNode from, ActivityNode to) => Walk(from, Forward, stopAt: null).Contains(to);

    private bool Dominates(ActivityNode gate, ActivityNode activity) =>
        gate == activity || gate == Start || !Walk(Start!, Forward, stopAt: gate).Contains(activity);

    private HashSet<ActivityNode> AncestorsOf(ActivityNode activity)
    {
        var all = Walk(activity, node => ForwardInbound(node).Select(c => c.Source), stopAt: null);
        all.Remove(activity);
        return all;
    }

    private IEnumerable<ActivityNode> Forward(ActivityNode node) => Outbound(node).Where(IsForward).Select(c => c.Target);

    private static HashSet<ActivityNode> Walk(ActivityNode from, Func<ActivityNode, IEnumerable<ActivityNode>> next, ActivityNode? stopAt)
    {
        var seen = new HashSet<ActivityNode> { from };
        var stack = new Stack<ActivityNode>([from]);
        while (stack.TryPop(out var node))
        {
            foreach (var other in next(node))
                if (other != stopAt && seen.Add(other)) stack.Push(other);
        }

        return seen;
    }

    private static List<Connection> Of(Dictionary<ActivityNode, List<Connection>> map, ActivityNode key)
    {
        if (!map.TryGetValue(key, out var list)) map[key] = list = [];
        return list;
    }
}
