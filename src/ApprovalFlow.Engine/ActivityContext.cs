using System.Text.Json.Nodes;

namespace ApprovalFlow.Engine;

/// <summary>What an activity sees of the step it runs in, and the verbs by which it answers.</summary>
public abstract class ActivityContext
{
    public abstract Guid InstanceId { get; }

    /// <summary>The key given when the instance was started; for a competition, its id.</summary>
    public abstract string? CorrelationId { get; }

    public abstract string DefinitionVersionId { get; }

    /// <summary>The activity's id in the definition: stable for the life of the version.</summary>
    public abstract string ActivityId { get; }

    /// <summary>The name or display text the designer gave the activity, for people.</summary>
    public abstract string? DisplayText { get; }

    /// <summary>How often the flow has entered this activity in this instance, from 1. (InstanceId, ActivityId, Round) is unique.</summary>
    public abstract int Round { get; }

    /// <summary>0 for the first try of this round, 1 for the first retry after an incident.</summary>
    public virtual int Attempt => 0;

    /// <summary>The step's database context and transaction. Add and change rows; never save: the engine does, once.</summary>
    public abstract EngineDb Db { get; }

    public abstract IServiceProvider Services { get; }

    /// <summary>The instant of this step.</summary>
    public abstract DateTimeOffset Now { get; }

    public abstract CancellationToken Cancellation { get; }

    /// <summary>Small values of this execution that survive between entering and resuming.</summary>
    public abstract JsonObject State { get; }

    /// <summary>
    /// The evaluated input, converted to <typeparamref name="T"/>; the descriptor's default, or else
    /// default(<typeparamref name="T"/>), where the definition has none. Throws with the input's name where it cannot be converted.
    /// </summary>
    public abstract T? Input<T>(string name);

    /// <summary>The activity is done, with these outcomes ("Done" when none is named).</summary>
    public abstract void Complete(params string[] outcomes);

    /// <summary>Wait until a <see cref="SignalKind.Poke"/> for this activity arrives.</summary>
    public abstract void WaitForSignal();

    /// <summary>Wait until the instant (inclusive), or until a poke arrives.</summary>
    public abstract void WaitUntil(DateTimeOffset due);

    /// <summary>Sets an output of the activity, readable by later expressions and bound variables.</summary>
    public abstract void SetOutput(string name, object? value);

    /// <summary>Reads a variable in scope; null where there is none.</summary>
    public abstract object? GetVariable(string name);

    /// <summary>Sets a variable in scope; creates it on the instance where there is none.</summary>
    public abstract void SetVariable(string name, object? value);
}
