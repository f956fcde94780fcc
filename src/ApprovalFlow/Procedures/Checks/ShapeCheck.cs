using ApprovalFlow.Engine;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>Start, reachability, ways out that lead nowhere, joins that can never fire, stages that must be there.</summary>
internal static class ShapeCheck
{
    public static void Run(Course course, Certainty certain, Findings findings)
    {
        Start(course, findings);
        Missing(course, findings);
        foreach (var place in course.Places.Where(p => !p.IsLeave && p != course.Start))
        {
            Reach(course, certain, place, findings);
            Ports(course, place, findings);
        }
    }

    private static void Start(Course course, Findings findings)
    {
        var root = course.Definition.Workflow.Children[0];
        if (root.Type != "Elsa.Flowchart" || root.Children.Any(c => c.Type == "Elsa.Start") || WorkflowStart(root) is not null) return;
        findings.Add(ProcedureRules.NoStart, null, "流程图没有“开始”活动，无法确定从哪里开始。", "The flowchart has no Start activity, so nobody can tell where it begins.",
            "加入“开始”活动并连到第一个环节。", "Add a Start activity and connect it to the first stage.");
    }

    private static string? WorkflowStart(ActivityNode chart) =>
        Settings.Text(chart.Json["start"]) is { Length: > 0 } start && chart.Children.Any(c => c.Id == start) ? start : null;

    private static void Missing(Course course, Findings findings)
    {
        foreach (var (kind, rule) in new[]
        {
            (StageKind.Announcement, ProcedureRules.NoAnnouncement), (StageKind.PartyGroupDecision, ProcedureRules.NoDecision),
            (StageKind.PublicNotice, ProcedureRules.NoNotice), (StageKind.Appointment, ProcedureRules.NoAppointment),
        })
        {
            if (course.Of(kind).Any()) continue;
            var name = ProcedureWords.Name(kind);
            findings.Add(rule, null, $"流程中没有“{name.Zh}”环节。", $"The procedure has no stage \"{name.En}\".",
                $"加入“{name.Zh}”环节。", $"Add the stage \"{name.En}\".");
        }
    }

    private static void Reach(Course course, Certainty certain, Place place, Findings findings)
    {
        if (certain.CanReach(place)) return;
        var ways = place.In.Where(w => !w.Back).ToList();
        if (ways.Exists(certain.CanFollow))
        {
            findings.Add(ProcedureRules.JoinNeverFires, place.Node, $"“{Say(place)}”等待的各分支不可能都到达，流程会停在这里。",
                $"The branches that \"{Say(place)}\" waits for can never all arrive; the flow would stop here.",
                "把汇合方式改为“等待全部有效分支”，或只连接同时进行的分支。", "Let the join wait for all active branches, or connect only branches that run at the same time.");
        }
        else if (!course.Reached.Contains(place) && !IsSaidBefore(course, place))
        {
            findings.Add(ProcedureRules.Unreachable, place.Node, $"没有任何路径通向“{Say(place)}”。", $"No path leads to \"{Say(place)}\".",
                "用连线接入流程，或删除这个活动。", "Connect it to the flow, or delete it.");
        }
    }

    /// <summary>Of what hangs together and cannot be reached, only the first is named.</summary>
    private static bool IsSaidBefore(Course course, Place place)
    {
        if (place.Node.Parent is { } parent && !course.Reached.Contains(course.EnterOf(parent))) return true;
        return place.Node.Parent?.Graph is { } graph && graph.Connections.Any(c =>
            c.Target == place.Node && course.EnterOf(c.Source) is var before && before.Index < place.Index && !course.Reached.Contains(before));
    }

    private static void Ports(Course course, Place place, Findings findings)
    {
        if (place.Node.Parent?.Graph is not { } graph) return;
        foreach (var port in graph.Outbound(place.Node).Select(c => c.Port).Distinct().Where(port => !course.PortsOf(place).Contains(port)))
        {
            findings.Add(ProcedureRules.OutcomeUnknown, place.Node, $"“{Say(place)}”没有名为“{port}”的出口，这条连线永远不会走到。",
                $"\"{Say(place)}\" has no way out named \"{port}\"; the arrow is never followed.",
                "从该活动列出的出口重新连线。", "Draw the arrow again from one of the ways out that the activity lists.");
        }
    }

    internal static string Say(Place place) => Say(place.Node);

    internal static string Say(ActivityNode node) => node.DisplayText is { Length: > 0 } text ? text : node.Id;
}
