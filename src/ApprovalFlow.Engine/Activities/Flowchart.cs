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
/// Beyond Elsa: an arrow that was not followed is not final while a loop that is still running may come by it again
/// ("returned for revision" in one of several parallel branches); the join then puts its decision off.
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
        await DecideAgainAsync(step);
        if (!step.Executor.HasChildren(step.Execution)) step.Complete();
    }

    private static async ValueTask LeaveAsync(
        StepContext step, ActivityNode from, IReadOnlyList<string> outcomes, bool backward, ActivityNode? superseded)
    {
        var graph = step.Node.Graph!;
        var flow = step.Execution.Flow!;
        if (!backward) flow.Visit(from);
        var coming = graph.Outbound(from).Where(a => outcomes.Contains(a.Port)).Select(a => a.Target).ToList();
        flow.Coming.AddRange(coming);
        foreach (var arrow in graph.Outbound(from))
        {
            var followed = outcomes.Contains(arrow.Port);
            if (graph.IsForward(arrow))
            {
                flow.Pass(arrow, followed, ModeOf(step, arrow.Target) is JoinMode.WaitAny);
                await DecideAsync(step, arrow.Target, superseded);
            }
            else if (followed)
            {
                step.Schedule(arrow.Target, backward: true, superseded: Still(graph, superseded, arrow.Target));
            }
        }

        foreach (var target in coming) flow.Coming.Remove(target);
    }

    private static async ValueTask DecideAsync(StepContext step, ActivityNode target, ActivityNode? superseded)
    {
        var graph = step.Node.Graph!;
        var flow = step.Execution.Flow!;
        var inbound = graph.ForwardInbound(target);
        var missing = inbound.Where(a => !flow.IsPending(a)).ToList();
        var followed = inbound.Count(a => flow.IsPending(a) && flow.LastFollowed(a));

        switch (ModeOf(step, target))
        {
            case JoinMode.WaitAny when followed > 0:
                if (IsScheduled(step, target)) return;
                Go(step, target, superseded);
                await CancelOthersAsync(step, target);
                return;
            case JoinMode.WaitAny or JoinMode.WaitAll or JoinMode.WaitAllActive when missing.Count > 0:
                return;
            case JoinMode.WaitAll or JoinMode.WaitAllActive when followed == inbound.Count:
                Go(step, target, superseded);
                return;
            case JoinMode.WaitAny or JoinMode.WaitAll or JoinMode.WaitAllActive when MayStillCome(step, target, inbound):
                flow.Deferred.Add(target.Id);
                return;
            case JoinMode.WaitAllActive when followed > 0:
                Go(step, target, superseded);
                return;
            case JoinMode.WaitAny or JoinMode.WaitAll or JoinMode.WaitAllActive:
                flow.Deferred.Remove(target.Id);
                step.Note(JournalEvent.Skipped, target);
                await LeaveAsync(step, target, [], backward: false, superseded);
                return;
        }
    }

    private static void Go(StepContext step, ActivityNode target, ActivityNode? superseded)
    {
        step.Execution.Flow!.Deferred.Remove(target.Id);
        step.Schedule(target, superseded: Still(step.Node.Graph!, superseded, target));
    }

    /// <summary>Something was left: what a join had put off may be certain now.</summary>
    private static async ValueTask DecideAgainAsync(StepContext step)
    {
        var flow = step.Execution.Flow!;
        foreach (var target in step.Node.Graph!.Activities.Where(a => flow.Deferred.Contains(a.Id)).ToList())
            if (flow.Deferred.Contains(target.Id)) await DecideAsync(step, target, superseded: null);
    }

    /// <summary>Whether something at work in this flowchart can lead to the source of an arrow that was not followed.</summary>
    private static bool MayStillCome(StepContext step, ActivityNode target, IReadOnlyList<Connection> inbound)
    {
        var graph = step.Node.Graph!;
        if (!graph.HasLoops) return false;
        var flow = step.Execution.Flow!;
        var atWork = step.Executor.ChildrenOf(step.Execution).Select(e => e.Node).Concat(flow.Coming).Where(n => n != target);
        var reach = graph.ReachableFrom(atWork, avoiding: target);
        return inbound.Any(a => !flow.LastFollowed(a) && reach.Contains(a.Source));
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
        : target.Inputs.TryGetValue("mode", out var mode) ? ActivityNode.Member<JoinMode>(Values.Text(step.Evaluate(mode))) ?? JoinMode.WaitAny
        : JoinMode.WaitAny;
}
