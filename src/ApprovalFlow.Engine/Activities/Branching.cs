using ApprovalFlow.Engine.Expressions;

namespace ApprovalFlow.Engine.Activities;

internal sealed class FlowDecision : BuiltIn
{
    protected override void Enter(StepContext step) => step.Complete(step.Input<bool>("Condition") ? "True" : "False");
}

/// <summary>Leaves by the first case that holds, or by all of them (mode MatchAny); by "Default" when none does.</summary>
internal sealed class FlowSwitch : BuiltIn
{
    protected override void Enter(StepContext step)
    {
        var labels = Cases.Matching(step).Select(c => c.Label).ToArray();
        step.Complete(labels.Length == 0 ? ["Default"] : labels);
    }
}

internal sealed class FlowFork : BuiltIn
{
    protected override void Enter(StepContext step) => step.Complete(step.Input<string[]>("Branches") ?? []);
}

/// <summary>The waiting is the flowchart's; when the flow reaches it, a join is done.</summary>
internal sealed class FlowJoin : BuiltIn;

internal sealed class If : Composite
{
    protected override void Enter(StepContext step)
    {
        var holds = step.Input<bool>("Condition");
        step.SetOutput("Result", holds);
        if (step.Node.Ports.TryGetValue(holds ? "then" : "else", out var branch)) step.Schedule(branch);
        else step.Complete();
    }
}

/// <summary>Runs the activity of the first case that holds, or of all of them at once; else the default.</summary>
internal sealed class Switch : Composite
{
    protected override void Enter(StepContext step)
    {
        var matching = Cases.Matching(step).ToList();
        var branches = matching.Count > 0 ? matching.Select(c => c.Activity)
            : [step.Node.Ports.GetValueOrDefault("default")];
        foreach (var branch in branches.OfType<ActivityNode>()) step.Schedule(branch);
        if (!step.Executor.HasChildren(step.Execution)) step.Complete();
    }
}

/// <summary>Which of the cases that hold are taken. Elsa's names.</summary>
internal enum CaseMode { MatchFirst = 0, MatchAny = 1 }

internal static class Cases
{
    public static IEnumerable<CaseBranch> Matching(StepContext step)
    {
        var all = ActivityNode.Member<CaseMode>(step.Input<string>("Mode")) is CaseMode.MatchAny;
        foreach (var branch in step.Node.Cases)
        {
            if (!Values.To<bool>(step.Evaluate(branch.Condition))) continue;
            yield return branch;
            if (!all) yield break;
        }
    }
}
