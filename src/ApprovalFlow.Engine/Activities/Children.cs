using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Expressions;

namespace ApprovalFlow.Engine.Activities;

/// <summary>Starts another workflow as an instance of its own, by a signal in the same commit.</summary>
internal abstract class StartsChild : BuiltIn
{
    protected static async ValueTask<Guid> StartAsync(StepContext step, ChildReport report)
    {
        var definitionId = step.Input<string>("WorkflowDefinitionId");
        if (string.IsNullOrEmpty(definitionId)) throw new InvalidOperationException("No workflow is chosen.");
        var versionId = await DefinitionLibrary.LatestPublishedAsync(step.Db, definitionId, step.Cancellation)
            ?? throw new InvalidOperationException($"No version of workflow '{definitionId}' is published.");
        var input = step.Input("Input") switch
        {
            JsonValue text when text.TryGetValue<string>(out var written) => Values.ParseOrText(written) as JsonObject,
            var other => other as JsonObject,
        };
        var childId = Guid.CreateVersion7(step.Now);
        step.Db.Add(Signal.StartChild(childId, versionId, step.Input<string>("CorrelationId"), input?.ToJsonString(), step.InstanceId, report, step.Now));
        return childId;
    }

    internal static string NameOf(Guid childId) => $"child:{childId}";
}

/// <summary>Runs another workflow: goes on when the child has run as far as it could, or has ended (WaitForCompletion).</summary>
internal sealed class ExecuteWorkflow : StartsChild
{
    protected override async ValueTask EnterAsync(StepContext step)
    {
        var child = await StartAsync(step, step.Input<bool>("WaitForCompletion") ? ChildReport.WhenEnded : ChildReport.WhenIdle);
        step.State["child"] = child;
        step.WaitForMessage(NameOf(child));
    }

    protected override void Resume(StepContext step)
    {
        if (step.Phase is not Phase.Message) return;
        step.SetOutput("Result", step.Message);
        step.Complete();
    }

    protected override ValueTask CancelAsync(StepContext step)
    {
        if (step.Execution.Status is ExecutionStatus.Waiting && step.State["child"] is { } child)
            step.Db.Add(Signal.Cancel(Values.To<Guid>(child), step.Now));
        return ValueTask.CompletedTask;
    }
}

/// <summary>Starts another workflow and goes on at once, unless it is told to wait for its end.</summary>
internal sealed class DispatchWorkflow : StartsChild
{
    protected override async ValueTask EnterAsync(StepContext step)
    {
        var waits = step.Input<bool>("WaitForCompletion");
        var child = await StartAsync(step, waits ? ChildReport.WhenEnded : ChildReport.None);
        if (waits) step.WaitForMessage(NameOf(child));
        else step.Complete();
    }

    protected override void Resume(StepContext step)
    {
        if (step.Phase is not Phase.Message) return;
        step.SetOutput("Result", step.Message);
        step.Complete();
    }
}
