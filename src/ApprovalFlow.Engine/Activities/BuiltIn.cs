namespace ApprovalFlow.Engine.Activities;

/// <summary>An activity of the engine's own, which may see more of the step than a host's activity may.</summary>
internal abstract class BuiltIn : Activity
{
    public sealed override ValueTask EnterAsync(ActivityContext context) => EnterAsync((StepContext)context);
    public sealed override ValueTask ResumeAsync(ActivityContext context) => ResumeAsync((StepContext)context);
    public sealed override ValueTask CancelAsync(ActivityContext context) => CancelAsync((StepContext)context);

    protected virtual ValueTask EnterAsync(StepContext step)
    {
        Enter(step);
        return ValueTask.CompletedTask;
    }

    protected virtual void Enter(StepContext step) => step.Complete();

    protected virtual ValueTask ResumeAsync(StepContext step)
    {
        Resume(step);
        return ValueTask.CompletedTask;
    }

    protected virtual void Resume(StepContext step) { }

    protected virtual ValueTask CancelAsync(StepContext step) => ValueTask.CompletedTask;
}

/// <summary>An activity with activities inside. It completes when it says so, not when its children do.</summary>
internal abstract class Composite : BuiltIn
{
    /// <summary>A child has completed, or was left because a join behind it had fired (no outcomes).</summary>
    public virtual ValueTask ChildCompletedAsync(StepContext step, ChildResult child)
    {
        ChildCompleted(step, child);
        return ValueTask.CompletedTask;
    }

    /// <summary>Unless said otherwise, a composite completes with its last child.</summary>
    protected virtual void ChildCompleted(StepContext step, ChildResult child)
    {
        if (!step.Executor.HasChildren(step.Execution)) step.Complete();
    }
}

/// <summary>The workflow itself, and a workflow used as an activity: a scope of inputs, outputs and variables around its root.</summary>
internal sealed class Workflow : Composite
{
    protected override void Enter(StepContext step) => step.Schedule(step.Node.Children[0]);
}

/// <summary>One child after the other. A terminal child (End) ends it early.</summary>
internal sealed class Sequence : Composite
{
    protected override void Enter(StepContext step)
    {
        if (step.Node.Children.Count == 0) step.Complete();
        else step.Schedule(step.Node.Children[0]);
    }

    protected override void ChildCompleted(StepContext step, ChildResult child)
    {
        var next = 1 + step.Node.Children.ToList().IndexOf(child.Node);
        if (next == step.Node.Children.Count || child.Node.Type is "Elsa.End") step.Complete();
        else step.Schedule(step.Node.Children[next]);
    }
}
