namespace ApprovalFlow.Engine.Activities;

/// <summary>Waits until an instant; a poke before it changes nothing.</summary>
internal abstract class Timed : BuiltIn
{
    protected abstract DateTimeOffset DueOf(StepContext step);

    protected override void Enter(StepContext step)
    {
        var due = DueOf(step);
        if (due <= step.Now) step.Complete();
        else step.WaitUntil(due);
    }

    protected override void Resume(StepContext step)
    {
        if (step.Execution.Wait?.Due is not { } due || due <= step.Now) step.Complete();
    }
}

internal sealed class Delay : Timed
{
    protected override DateTimeOffset DueOf(StepContext step) => step.Now + step.Input<TimeSpan>("TimeSpan");
}

/// <summary>Inside a flow a timer lets one interval pass.</summary>
internal sealed class Timer : Timed
{
    protected override DateTimeOffset DueOf(StepContext step) => step.Now + step.Input<TimeSpan>("Interval");
}

internal sealed class StartAt : Timed
{
    protected override DateTimeOffset DueOf(StepContext step) => step.Input<DateTimeOffset>("DateTime");
}

/// <summary>Waits for an event by name: <see cref="Signal.Message"/> with "event:NAME".</summary>
internal sealed class Event : BuiltIn
{
    protected override void Enter(StepContext step)
    {
        var name = step.Input<string>("EventName");
        if (string.IsNullOrEmpty(name)) throw new InvalidOperationException("The event has no name.");
        step.WaitForMessage("event:" + name);
    }

    protected override void Resume(StepContext step)
    {
        if (step.Phase is not Phase.Message) return;
        step.SetOutput("Result", step.Message);
        step.Complete();
    }
}

/// <summary>
/// A task that somebody outside does: the bookmark's name is "task:" and the execution's own id, the task's name and
/// payload are in the state. It goes on when a <see cref="Signal.Message"/> with that name brings the result.
/// </summary>
internal sealed class RunTask : BuiltIn
{
    protected override void Enter(StepContext step)
    {
        step.State["taskName"] = step.Input<string>("TaskName");
        step.State["payload"] = StepContext.Own(step.Input("Payload"));
        step.WaitForMessage($"task:{step.ActivityId}:{step.Execution.Id}");
    }

    protected override void Resume(StepContext step)
    {
        if (step.Phase is not Phase.Message) return;
        step.SetOutput("Result", step.Message);
        step.Complete();
    }
}
