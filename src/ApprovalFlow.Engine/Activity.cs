namespace ApprovalFlow.Engine;

/// <summary>
/// One kind of step in a definition. An activity is stateless and is created anew for each execution from the
/// services of the step's scope; what it must remember are rows it writes through <see cref="ActivityContext.Db"/>
/// or values in <see cref="ActivityContext.State"/>. Everything it writes is committed together with the engine's
/// own state, or not at all, and may be run again after a crash before that commit.
/// </summary>
public abstract class Activity
{
    /// <summary>
    /// The flow has reached the activity. It must either complete (<see cref="ActivityContext.Complete"/>) or wait
    /// (<see cref="ActivityContext.WaitForSignal"/>, <see cref="ActivityContext.WaitUntil"/>); throwing faults it.
    /// </summary>
    public abstract ValueTask EnterAsync(ActivityContext context);

    /// <summary>
    /// A signal for this activity arrived, or a time it waited for has come. A signal is a poke, never a fact: read
    /// the facts again. Not completing means it goes on waiting.
    /// </summary>
    public virtual ValueTask ResumeAsync(ActivityContext context) => ValueTask.CompletedTask;

    /// <summary>The activity was waiting and is cancelled by the flow: a join, a finish, a cancelled instance.</summary>
    public virtual ValueTask CancelAsync(ActivityContext context) => ValueTask.CompletedTask;
}
