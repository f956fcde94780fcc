using ApprovalFlow.Engine.Expressions;

namespace ApprovalFlow.Engine.Activities;

internal sealed class Start : BuiltIn;

/// <summary>The container around it is done when this is.</summary>
internal sealed class End : BuiltIn;

internal sealed class WriteLine : BuiltIn
{
    protected override void Enter(StepContext step)
    {
        step.Write(Values.Text(step.Input("Text")));
        step.Complete();
    }
}

internal sealed class SetVariable : BuiltIn
{
    protected override void Enter(StepContext step)
    {
        var name = step.Node.Inputs.TryGetValue("variable", out var variable) ? variable.Reference : null;
        if (string.IsNullOrEmpty(name)) throw new InvalidOperationException("No variable is chosen.");
        step.WriteVariable(name, step.Input("Value"));
        step.Complete();
    }
}

internal sealed class SetOutput : BuiltIn
{
    protected override void Enter(StepContext step)
    {
        var name = step.Input<string>("OutputName");
        if (string.IsNullOrEmpty(name)) throw new InvalidOperationException("No output is chosen.");
        step.WriteWorkflowOutput(name, step.Input("OutputValue"));
        step.Complete();
    }
}

internal sealed class SetName : BuiltIn
{
    protected override void Enter(StepContext step)
    {
        step.SetInstanceName(Values.Text(step.Input("Value")));
        step.Complete();
    }
}

internal sealed class Correlate : BuiltIn
{
    protected override void Enter(StepContext step)
    {
        step.SetCorrelationId(Values.Text(step.Input("CorrelationId")));
        step.Complete();
    }
}

/// <summary>Runs a script for its effects and its result; leaves by what it gave to setOutcome(s).</summary>
internal sealed class RunJavaScript : BuiltIn
{
    protected override void Enter(StepContext step)
    {
        step.SetOutput("Result", step.Input("Script"));
        step.Complete(step.ScriptOutcomes ?? []);
    }
}

/// <summary>Ends the whole workflow now, whatever else waits.</summary>
internal sealed class Finish : BuiltIn
{
    protected override ValueTask EnterAsync(StepContext step) => step.Executor.FinishAsync();
}

/// <summary>Completes the innermost workflow around it, with outcomes when it is used as an activity.</summary>
internal sealed class Complete : BuiltIn
{
    protected override ValueTask EnterAsync(StepContext step)
    {
        var around = step.Execution;
        while (around.Node.Inner is null) around = around.Parent!;
        return step.Executor.CompleteAsync(around, step.Input<string[]>("Outcomes") is { Length: > 0 } outcomes ? outcomes : ["Done"]);
    }
}

/// <summary>Raises an incident on purpose.</summary>
internal sealed class Fault : BuiltIn
{
    protected override void Enter(StepContext step)
    {
        var parts = new[] { step.Input<string>("Category"), step.Input<string>("Code"), step.Input<string>("Message") };
        throw new FaultException(string.Join(" ", parts.Where(p => !string.IsNullOrEmpty(p))));
    }
}

/// <summary>Thrown by the Fault activity.</summary>
internal sealed class FaultException(string message) : Exception(message.Length == 0 ? "Fault" : message);
