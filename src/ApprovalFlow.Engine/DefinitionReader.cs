using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Activities;
using ApprovalFlow.Engine.Expressions;

namespace ApprovalFlow.Engine;

/// <summary>One reading of one definition with everything it embeds.</summary>
internal sealed class DefinitionReader(ActivityCatalog catalog, DefinitionImport.Resolve resolve)
{
    private const int DeepestNesting = 32;
    private readonly Dictionary<string, ActivityNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _embedded = new(StringComparer.Ordinal);
    private readonly Stack<string> _open = [];

    public List<DefinitionProblem> Problems { get; } = [];

    public WorkflowDefinition Read(JsonObject json)
    {
        var definition = new WorkflowDefinition(json) { Nodes = _nodes, Embedded = _embedded };
        _open.Push(definition.DefinitionId);
        definition.Workflow = Add(new ActivityNode
        {
            Key = "$workflow", Id = "$workflow", Type = "Elsa.Workflow", Path = "$", Json = json, Parent = null,
            Definition = definition,
        });
        definition.Workflow.Inner = definition;
        definition.Workflow.Descriptor = catalog.Find("Elsa.Workflow");
        definition.Workflow.Variables = definition.Variables;
        ReadRoot(definition.Workflow, definition, keyPrefix: "");
        if (definition.VersionId.Length == 0)
            Refuse("$.id", null, "缺少版本标识 id。", "The version's id is missing.");
        return definition;
    }

    private void ReadRoot(ActivityNode owner, WorkflowDefinition inner, string keyPrefix)
    {
        var root = inner.Json["root"] as JsonObject;
        var path = "$.root";
        if (root is not null && WorkflowDefinition.Text(root, "type") == "Elsa.Workflow" && root["root"] is JsonObject wrapped)
            (root, path) = (wrapped, "$.root.root");
        if (root is null)
        {
            Refuse(path, null, "缺少根活动 root。", "The root activity is missing.");
            return;
        }

        owner.Children = [ReadActivity(root, path, owner, inner, keyPrefix)];
    }

    private ActivityNode ReadActivity(JsonObject json, string path, ActivityNode parent, WorkflowDefinition definition, string keyPrefix)
    {
        var type = WorkflowDefinition.Text(json, "type") ?? "";
        var id = WorkflowDefinition.Text(json, "id") ?? "";
        if (id.Length == 0)
        {
            Refuse(path, null, "活动缺少 id。", "The activity has no id.");
            id = path;
        }

        var key = keyPrefix + id;
        if (_nodes.ContainsKey(key)) key = parent.Key + "/" + id;
        var node = Add(new ActivityNode
        {
            Key = key, Id = id, Type = type, Path = path, Json = json, Parent = parent, Definition = definition,
        });
        node.Variables = WorkflowDefinition.ReadVariables(json);

        if (DefinitionImport.Embedded(json) is { } reference && catalog.Find(type) is null) ReadEmbedded(node, reference);
        else if (catalog.Find(type) is { } descriptor) node.Descriptor = descriptor;
        else RefuseType(node);

        new SettingsReader(node, Problems).Read();
        CheckMode(node);
        ReadChildren(node, keyPrefix);
        return node;
    }

    /// <summary>A mode that nobody knows would be taken for the default, and be a surprise.</summary>
    private void CheckMode(ActivityNode node)
    {
        if (node.Type is "Elsa.FlowJoin") CheckMember<JoinMode>();
        else if (node.Type is "Elsa.Switch" or "Elsa.FlowSwitch") CheckMember<CaseMode>();

        void CheckMember<T>() where T : struct, Enum
        {
            if (!node.Inputs.TryGetValue("mode", out var mode) || mode.Kind is not ExpressionKind.Literal) return;
            var text = Values.Text(mode.Value);
            if (string.IsNullOrWhiteSpace(text) || ActivityNode.Member<T>(text) is not null) return;
            var known = string.Join(", ", Enum.GetNames<T>());
            Refuse(node.Path + ".mode", node.Id, $"没有方式“{text}”；请改用 {known}。", $"There is no mode '{text}'. Use {known}.");
        }
    }

    private void ReadEmbedded(ActivityNode node, DefinitionImport.EmbeddedReference reference)
    {
        node.Descriptor = catalog.Find("Elsa.Workflow");
        if (_open.Contains(reference.DefinitionId) || _open.Count >= DeepestNesting)
        {
            Refuse(node.Path, node.Id, "流程不能直接或间接把自己当作活动使用；请改用 ExecuteWorkflow。",
                "A workflow cannot use itself as an activity, directly or through others; use ExecuteWorkflow.");
            return;
        }

        if (resolve(reference) is not { } json)
        {
            Refuse(node.Path, node.Id, $"找不到所用的流程“{node.Type}”（{reference.DefinitionId}）；请先导入它。",
                $"The workflow '{node.Type}' ({reference.DefinitionId}) that is used here is not known; import it first.");
            return;
        }

        var inner = new WorkflowDefinition(json) { Nodes = _nodes, Embedded = _embedded };
        node.Inner = inner;
        node.Variables = inner.Variables;
        inner.Workflow = node;
        _embedded[node.Key] = inner.VersionId;
        _open.Push(reference.DefinitionId);
        ReadRoot(node, inner, node.Key + ":");
        _open.Pop();
    }

    private void ReadChildren(ActivityNode node, string keyPrefix)
    {
        if (node.Inner is not null) return;
        if (node.Json["activities"] is JsonArray activities)
        {
            var children = new List<ActivityNode>();
            for (var i = 0; i < activities.Count; i++)
            {
                if (activities[i] is not JsonObject child) continue;
                var at = string.Create(CultureInfo.InvariantCulture, $"{node.Path}.activities[{i}]");
                if (children.Any(c => c.Id == WorkflowDefinition.Text(child, "id")))
                    Refuse(at, WorkflowDefinition.Text(child, "id"), "同一容器中有两个活动使用相同的 id。", "Two activities of one container have the same id.");
                else children.Add(ReadActivity(child, at, node, node.Definition, keyPrefix));
            }

            node.Children = children;
        }

        var ports = new Dictionary<string, ActivityNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in (string[])["then", "else", "body", "default"])
        {
            if (node.Json[name] is JsonObject embedded && embedded.ContainsKey("type") && embedded.ContainsKey("id"))
                ports[name] = ReadActivity(embedded, $"{node.Path}.{name}", node, node.Definition, keyPrefix);
        }

        node.Ports = ports;

        if (node.Type is "Elsa.Switch" or "Elsa.FlowSwitch") node.Cases = ReadCases(node, keyPrefix);
        if (node.Type is "Elsa.Flowchart") node.Graph = ReadGraph(node);
    }

    private List<CaseBranch> ReadCases(ActivityNode node, string keyPrefix)
    {
        var cases = node.Json["cases"];
        if (cases is JsonObject wrapped && wrapped["expression"] is JsonObject expression)
            cases = expression["value"] is JsonValue text && text.TryGetValue<string>(out var inner) ? Values.ParseOrText(inner) : expression["value"];
        var branches = new List<CaseBranch>();
        if (cases is not JsonArray list) return branches;
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not JsonObject branch) continue;
            var at = string.Create(CultureInfo.InvariantCulture, $"{node.Path}.cases[{i}]");
            var condition = branch["condition"] is JsonObject c
                ? SettingsReader.ReadExpression(c["expression"] as JsonObject ?? c, "Boolean", at + ".condition", node.Id, Problems)
                : null;
            branches.Add(new CaseBranch(WorkflowDefinition.Text(branch, "label") ?? "",
                condition ?? new Expression(ExpressionKind.Literal, JsonValue.Create(false), "Boolean"),
                branch["activity"] is JsonObject activity && activity.ContainsKey("type")
                    ? ReadActivity(activity, at + ".activity", node, node.Definition, keyPrefix)
                    : null));
        }

        return branches;
    }

    private FlowGraph ReadGraph(ActivityNode flowchart)
    {
        var byId = flowchart.Children.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var connections = new List<Connection>();
        var list = flowchart.Json["connections"] as JsonArray ?? [];
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not JsonObject json) continue;
            var at = string.Create(CultureInfo.InvariantCulture, $"{flowchart.Path}.connections[{i}]");
            var (source, port) = End(json, "source", "sourcePort");
            var (target, _) = End(json, "target", "targetPort");
            if (source is not null && target is not null && byId.TryGetValue(source, out var from) && byId.TryGetValue(target, out var to))
            {
                connections.Add(new Connection(connections.Count, from, string.IsNullOrEmpty(port) ? "Done" : port, to));
            }
            else
            {
                Refuse(at, flowchart.Id, $"连线指向本图中不存在的活动（{source} → {target}）。",
                    $"The connection names an activity that is not in this flowchart ({source} -> {target}).");
            }
        }

        var graph = new FlowGraph(flowchart.Children, connections, StartOf(flowchart, byId, connections));
        foreach (var side in graph.SideEntries())
        {
            Refuse(string.Create(CultureInfo.InvariantCulture, $"{flowchart.Path}.connections[{side.Index}]"), side.Source.Id,
                $"从“{side.Source.Id}”返回“{side.Target.Id}”的连线无效：从开始到“{side.Source.Id}”的每条路径都必须经过“{side.Target.Id}”。",
                $"The connection back from '{side.Source.Id}' to '{side.Target.Id}' is not possible: every way from the start to '{side.Source.Id}' must pass '{side.Target.Id}'.");
        }

        return graph;
    }

    /// <summary>Explicit start; else a Start activity; else one that can start the workflow; else one nobody leads to; else the first.</summary>
    private static ActivityNode? StartOf(ActivityNode flowchart, Dictionary<string, ActivityNode> byId, List<Connection> connections) =>
        WorkflowDefinition.Text(flowchart.Json, "start") is { } start && byId.TryGetValue(start, out var named) ? named
        : flowchart.Children.FirstOrDefault(a => a.Type == "Elsa.Start")
            ?? flowchart.Children.FirstOrDefault(CanStart)
            ?? flowchart.Children.FirstOrDefault(a => connections.TrueForAll(c => c.Target != a))
            ?? (flowchart.Children.Count > 0 ? flowchart.Children[0] : null);

    private static bool CanStart(ActivityNode activity) =>
        activity.Json["canStartWorkflow"] is JsonValue direct ? Values.To<bool>(direct)
        : activity.Json["customProperties"] is JsonObject custom
            && (custom["canStartWorkflow"] ?? custom["CanStartWorkflow"]) is JsonValue flag && Values.To<bool>(flag);

    private static (string? Activity, string? Port) End(JsonObject connection, string end, string portName) =>
        connection[end] is JsonObject endpoint
            ? (WorkflowDefinition.Text(endpoint, "activity") ?? WorkflowDefinition.Text(endpoint, "activityId"), WorkflowDefinition.Text(endpoint, "port"))
            : (WorkflowDefinition.Text(connection, end), WorkflowDefinition.Text(connection, portName));

    private void RefuseType(ActivityNode node)
    {
        var instead = ActivityCatalog.InsteadOf(node.Type);
        Refuse(node.Path, node.Id, $"不支持活动类型“{node.Type}”。{instead.Zh}", $"Activity type '{node.Type}' is not supported. {instead.En}");
    }

    private ActivityNode Add(ActivityNode node)
    {
        if (!_nodes.TryAdd(node.Key, node))
            Refuse(node.Path, node.Id, "活动 id 重复。", "The activity's id is used twice.");
        return node;
    }

    private void Refuse(string path, string? activityId, string zh, string en) => Problems.Add(new(path, activityId, new(zh, en)));
}
