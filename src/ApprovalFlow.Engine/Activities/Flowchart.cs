using ApprovalFlow.Engine.Expressions;

namespace ApprovalFlow.Engine.Activities;

/// <summary>What a join waits for. Elsa's names.</summary>
internal enum JoinMode
{
    /// <summary>Goes on when every inbound arrow was followed; is skipped when one was not.</summary>
    WaitAll = 0,

    /// <summary>Goes on with the first; what still runs on the other branches is cancelled.</summary>
    WaitAny = 1,

    /// <summary>Goes on when nothing more can come and something came. Every activity is such a join without being drawn as one.</summary>
    WaitAllActive = 2,
}

/// <summary>
/// Elsa's counter-based flowchart. Every arrow out of a completed activity is passed, followed or not; an activity
/// whose inbound arrows were all passed without one being followed is skipped, and its own arrows are passed in turn.
/// So a join always learns that a branch will not come. Backward arrows are outside the counting: they only follow.
/// </summary>
internal sealed class Flowchart : Composite
{
    protected override void Enter(StepContext step)
    {
        step.Execution.Flow = new FlowCounters();
        if (step.Node.Graph!.Start is { } start) step.Schedule(start);
        else step.Complete();
    }

    public override async ValueTask ChildCompletedAsync(StepContext step, ChildResult child)
    {
        if (child.Node.Type is "Elsa.End")
        {
            step.Complete();
            return;
        }

        await LeaveAsync(step, child.Node, child.Outcomes, child.Backward, child.Superseded);
        if (!step.Executor.HasChildren(step.Execution)) step.Complete();
    }

    private static async ValueTask LeaveAsync(
        StepContext step, ActivityNode from, IReadOnlyList<string> outcomes, bool backward, ActivityNode? superseded)
    {
        var graph = step.Node.Graph!;
        var flow = step.Execution.Flow!;
        if (!backward) flow.Visit(from);
        foreach (var arrow in graph.Outbound(from))
        {
            var followed = outcomes.Contains(arrow.Port);
            flow.Pass(arrow, followed);
            if (graph.IsForward(arrow)) await ArriveAsync(step, arrow, superseded);
            else if (followed) step.Schedule(arrow.Target, backward: true, superseded: Still(graph, superseded, arrow.Target));
        }
    }

    private static async ValueTask ArriveAsync(StepContext step, Connection arrow, ActivityNode? superseded)
    {
        var graph = step.Node.Graph!;
        var flow = step.Execution.Flow!;
        var target = arrow.Target;
        var inbound = graph.ForwardInbound(target);
        var visits = flow.VisitsOf(target);
        var allPassed = inbound.All(a => flow.Passes(a) > visits);

        switch (ModeOf(step, target))
        {
            case JoinMode.WaitAny:
                if (flow.Passes(arrow) <= visits || IsScheduled(step, target)) return; // it has fired already
                if (inbound.Any(a => flow.Passes(a) > visits && flow.LastFollowed(a)))
                {
                    step.Schedule(target, superseded: Still(graph, superseded, target));
                    await CancelOthersAsync(step, target);
                }
                else if (allPassed)
                {
                    await SkipAsync(step, target, superseded);
                }

                return;
            case JoinMode.WaitAll when allPassed:
                if (inbound.All(flow.LastFollowed)) step.Schedule(target, superseded: Still(graph, superseded, target));
                else await SkipAsync(step, target, superseded);
                return;
            case JoinMode.WaitAllActive when allPassed:
                if (inbound.Any(flow.LastFollowed)) step.Schedule(target, superseded: Still(graph, superseded, target));
                else await SkipAsync(step, target, superseded);
                return;
            case JoinMode.WaitAll or JoinMode.WaitAllActive:
                return;
        }
    }

    private static ValueTask SkipAsync(StepContext step, ActivityNode target, ActivityNode? superseded)
    {
        step.Note(JournalEvent.Skipped, target);
        return LeaveAsync(step, target, [], backward: false, superseded);
    }

    // What waits on the way to the join is cancelled. What is only scheduled still runs, as it does in Elsa, but it
    // cannot stay: an activity that would begin to wait behind a join that has fired is left at once.
    private static async ValueTask CancelOthersAsync(StepContext step, ActivityNode join)
    {
        var ancestors = step.Node.Graph!.Ancestors(join);
        foreach (var other in step.Executor.ChildrenOf(step.Execution).Where(e => ancestors.Contains(e.Node)))
        {
            if (other.Status is ExecutionStatus.Scheduled)
            {
                other.Superseded = join;
                continue;
            }

            await step.Executor.CancelAsync(other);
            await LeaveAsync(step, other.Node, [], other.Backward, superseded: null);
        }
    }

    private static ActivityNode? Still(FlowGraph graph, ActivityNode? join, ActivityNode target) =>
        join is not null && graph.Ancestors(join).Contains(target) ? join : null;

    private static bool IsScheduled(StepContext step, ActivityNode target) =>
        step.Executor.Live.Any(e => e.Parent == step.Execution && e.Node == target && e.Status is ExecutionStatus.Scheduled);

    private static JoinMode ModeOf(StepContext step, ActivityNode target) =>
        target.Type is not "Elsa.FlowJoin" ? JoinMode.WaitAllActive
        : ActivityNode.Member(target.Inputs.TryGetValue("mode", out var mode) ? Values.Text(step.Evaluate(mode)) : null, JoinMode.WaitAny);
}
