using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Activities;
using ApprovalFlow.Engine.Expressions;

namespace ApprovalFlow.Engine;

/// <summary>A child that has completed, as its container sees it.</summary>
internal readonly record struct ChildResult(ActivityNode Node, bool Backward, IReadOnlyList<string> Outcomes, ActivityNode? Superseded);

/// <summary>
/// Runs one instance as far as it goes: takes what woke it, works off a queue of executions, first in first out, and
/// stops when all that is left waits, has faulted, or has ended. Touches nothing but the state and what activities
/// write; the <see cref="Store"/> commits both together.
/// </summary>
internal sealed partial class Executor
{
    private readonly Queue<Work> _queue = [];
    private readonly SortedDictionary<int, Execution> _live = []; // a parent's id is lower than its children's
    private readonly IReadOnlyDictionary<int, Exception> _knownFaults;
    private int _ordinal;

    public Executor(WorkflowDefinition definition, Instance instance, InstanceState state, StepEnvironment environment,
        KnownFaults knownFaults)
    {
        (Definition, Instance, State, Environment, _knownFaults) = (definition, instance, state, environment, knownFaults.Of(instance));
        foreach (var execution in state.Executions)
        {
            execution.Node = definition.Nodes[execution.Activity];
            execution.Parent = execution.ParentId == 0 ? null : _live[execution.ParentId];
            _live.Add(execution.Id, execution);
        }
    }

    public WorkflowDefinition Definition { get; }
    public Instance Instance { get; }
    public InstanceState State { get; }
    public StepEnvironment Environment { get; }
    public List<JournalLine> Journal { get; } = [];
    public List<string> Lines { get; } = [];

    /// <summary>Whether the request changed anything; a poke that nobody waits for does not.</summary>
    public bool Changed => Journal.Count > 0 || Touched;

    /// <summary>An activity was called; it may have changed its state without ending or beginning anything.</summary>
    public bool Touched => _ordinal > 0;

    public IEnumerable<Execution> Live => _live.Values;

    public async ValueTask RunAsync(StepRequest request)
    {
        if (Instance.HasEnded && request is not StepRequest.Start) return;
        switch (request)
        {
            case StepRequest.Start start:
                Begin(start);
                break;
            case StepRequest.Poke poke:
                Wake(e => poke.ActivityId is null || e.Activity == poke.ActivityId, Phase.Poke, null);
                break;
            case StepRequest.Message message:
                Wake(e => e.Wait!.Name == message.Name, Phase.Message, message.Payload);
                break;
            case StepRequest.Due due:
                Wake(e => e.Id == due.ExecutionId && e.Wait!.Due <= Environment.Now, Phase.Due, null);
                break;
            case StepRequest.Cancel:
                await CancelInstanceAsync();
                break;
            case StepRequest.Retry retry:
                await RetryAsync(retry);
                break;
            case StepRequest.Skip skip:
                await SkipAsync(skip);
                break;
            default:
                throw new NotSupportedException(request.GetType().Name);
        }

        while (_queue.TryDequeue(out var work)) await PerformAsync(work);
        Settle();
    }

    public Execution Schedule(ActivityNode node, Execution parent, bool backward = false, JsonObject? variables = null, ActivityNode? superseded = null)
    {
        var execution = new Execution
        {
            Id = State.NextId++, Activity = node.Key, Node = node, Parent = parent, ParentId = parent.Id, Backward = backward,
            Variables = variables, Superseded = superseded,
        };
        Add(execution);
        _queue.Enqueue(new Work(execution, Phase.Enter, null, null));
        return execution;
    }

    public bool HasChildren(Execution execution) => _live.Values.Any(e => e.Parent == execution);

    public IReadOnlyList<Execution> ChildrenOf(Execution execution) => [.. _live.Values.Where(e => e.Parent == execution)];

    /// <summary>Leaves an execution without completing it; its own children first.</summary>
    public async ValueTask CancelAsync(Execution execution)
    {
        foreach (var child in ChildrenOf(execution).Reverse()) await CancelAsync(child);
        if (!Remove(execution)) return;
        if (execution.Status is ExecutionStatus.Scheduled) return;
        var ordinal = ++_ordinal;
        try
        {
            if (_knownFaults.TryGetValue(ordinal, out var known)) throw known;
            await Environment.Activities.Create(execution.Node, Environment.Services).CancelAsync(new StepContext(this, execution));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            if (!_knownFaults.ContainsKey(ordinal) && !execution.Node.IsBuiltIn) throw new ActivityThrewException(Instance.Revision, ordinal, error);
            // What is cancelled must go; that it could not tidy up is recorded.
            Record(execution, error, Phase.Enter).Resolve(IncidentStatus.Closed, null, "cancelled", Environment.Now);
        }

        foreach (var fault in execution.Faults ?? []) await ResolveAsync(fault.Incident, IncidentStatus.Closed, null, "cancelled");
        Journal.Add(new(JournalEvent.Cancelled, execution.Activity, execution.Round));
    }

    /// <summary>The whole workflow is done; whatever still waits is cancelled.</summary>
    public async ValueTask FinishAsync()
    {
        var workflow = _live.Values.First(e => e.Parent is null);
        foreach (var child in ChildrenOf(workflow).Reverse()) await CancelAsync(child);
        if (!Remove(workflow)) return;
        _queue.Clear();
        Instance.OutputJson = workflow.Outputs?.ToJsonString();
        End(InstanceStatus.Finished, JournalEvent.Finished);
    }

    public async ValueTask CompleteAsync(Execution execution, IReadOnlyList<string> outcomes)
    {
        if (execution.Parent is null)
        {
            await FinishAsync();
            return;
        }

        foreach (var child in ChildrenOf(execution).Reverse()) await CancelAsync(child);
        if (!Remove(execution)) return;
        Journal.Add(new(JournalEvent.Done, execution.Activity, execution.Round, outcomes is ["Done"] ? null : outcomes));
        if (execution.Node.Inner is not null) new StepContext(this, execution).PublishOutputs();
        await TellParentAsync(execution.Parent, new ChildResult(execution.Node, execution.Backward, outcomes, execution.Superseded));
    }

    private void Begin(StepRequest.Start start)
    {
        if (State.NextId > 1) return; // a doubled start
        var workflow = new Execution
        {
            Id = State.NextId++, Activity = Definition.Workflow.Key, Node = Definition.Workflow,
            Inputs = ReadInputs(start.InputJson),
        };
        Add(workflow);
        if (Definition.Embedded.Count > 0) State.Embedded = new(Definition.Embedded);
        Journal.Add(new(JournalEvent.Started, workflow.Activity, 1));
        _queue.Enqueue(new Work(workflow, Phase.Enter, null, null));
    }

    /// <summary>Inputs get their declared types, as far as they are text that can be read so.</summary>
    private JsonObject? ReadInputs(string? json)
    {
        if (json is null || JsonNode.Parse(json) is not JsonObject inputs) return null;
        foreach (var declared in Definition.Inputs)
            if (inputs.TryGetPropertyValue(declared.Name, out var given)) inputs[declared.Name] = Values.Coerce(given, declared.TypeName);
        return inputs;
    }

    private void Wake(Func<Execution, bool> concerns, Phase phase, JsonNode? payload)
    {
        foreach (var execution in _live.Values.Where(e => e.Status is ExecutionStatus.Waiting && concerns(e)).ToList())
            _queue.Enqueue(new Work(execution, phase, payload, phase is Phase.Due ? execution.Wait!.Due : null));
    }

    private async ValueTask PerformAsync(Work work)
    {
        var execution = work.Execution;
        if (!_live.ContainsKey(execution.Id)) return;
        var ordinal = ++_ordinal;
        var context = new StepContext(this, execution) { Phase = work.Phase, Message = work.Payload };
        try
        {
            if (_ordinal > Environment.Options.LongestStep)
                throw new InvalidOperationException($"More than {Environment.Options.LongestStep} activities ran in one step: the flow goes round without waiting.");
            if (_knownFaults.TryGetValue(ordinal, out var known)) throw known;
            var activity = Environment.Activities.Create(execution.Node, Environment.Services);
            if (work.Phase is Phase.Enter)
            {
                Enter(execution);
                context.TakeInputs();
                context.DeclareVariables();
                await activity.EnterAsync(context);
            }
            else
            {
                if (execution.Wait is { } wait && wait.Due == work.ScheduledFor && work.Phase is Phase.Due) wait.Due = null;
                await activity.ResumeAsync(context);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException || !Environment.Cancellation.IsCancellationRequested)
        {
            if (!execution.Node.IsBuiltIn && !_knownFaults.ContainsKey(ordinal)) throw new ActivityThrewException(Instance.Revision, ordinal, error);
            Fault(execution, error, new PendingFault { Phase = work.Phase, Payload = work.Payload?.DeepClone() });
            return;
        }

        await AnsweredAsync(execution, context, work);
    }

    private void Enter(Execution execution)
    {
        if (execution.Status is ExecutionStatus.Scheduled && execution.Round == 0)
            execution.Round = State.Rounds[execution.Activity] = State.Rounds.GetValueOrDefault(execution.Activity) + 1;
        execution.Status = ExecutionStatus.Running;
    }

    private async ValueTask AnsweredAsync(Execution execution, StepContext context, Work work)
    {
        if (!_live.ContainsKey(execution.Id)) return; // Finish, Complete and Break end more than themselves
        if (work.Phase is not Phase.Enter && (context.Outcomes is not null || work.Phase is Phase.Due))
            Journal.Add(new(JournalEvent.Woken, execution.Activity, execution.Round, ScheduledFor: work.ScheduledFor));
        if (context.Outcomes is { } outcomes)
        {
            await CompleteAsync(execution, outcomes);
        }
        else if (context.NewWait is { } wait)
        {
            if (execution.Status is not ExecutionStatus.Waiting) Journal.Add(new(JournalEvent.Waiting, execution.Activity, execution.Round));
            execution.Status = ExecutionStatus.Waiting;
            execution.Wait = wait;
        }
        else if (work.Phase is Phase.Enter && !HasChildren(execution))
        {
            Fault(execution, new InvalidOperationException($"{execution.Node} neither completed nor waits."), new PendingFault { Phase = Phase.Enter });
        }

        if (execution.Superseded is not null && _live.ContainsKey(execution.Id)) await SupersedeAsync(execution);
    }

    private async ValueTask SupersedeAsync(Execution execution)
    {
        await CancelAsync(execution);
        await TellParentAsync(execution.Parent!, new ChildResult(execution.Node, execution.Backward, [], execution.Superseded));
    }

    private async ValueTask TellParentAsync(Execution parent, ChildResult child)
    {
        var context = new StepContext(this, parent) { Phase = Phase.Child };
        try
        {
            await ((Composite)Environment.Activities.Create(parent.Node, Environment.Services)).ChildCompletedAsync(context, child);
        }
        catch (Exception error) when (error is not (OperationCanceledException or ActivityThrewException))
        {
            Fault(parent, error, new PendingFault
            {
                Phase = Phase.Child, Child = child.Node.Key, ChildBackward = child.Backward, Outcomes = [.. child.Outcomes],
            });
            return;
        }

        if (context.Outcomes is { } outcomes && _live.ContainsKey(parent.Id) && parent.Faults is null) await CompleteAsync(parent, outcomes);
    }

    private async ValueTask CancelInstanceAsync()
    {
        foreach (var execution in _live.Values.Where(e => e.Parent is null).ToList()) await CancelAsync(execution);
        _queue.Clear();
        End(InstanceStatus.Cancelled, JournalEvent.InstanceCancelled);
    }

    private void End(InstanceStatus status, JournalEvent how)
    {
        Instance.Status = status;
        Instance.EndedAt = Environment.Now;
        Journal.Add(new(how, Definition.Workflow.Key, 1));
    }

    private void Settle()
    {
        if (!Instance.HasEnded)
            Instance.Status = _live.Values.Any(e => e.Faults is not null) ? InstanceStatus.Faulted : InstanceStatus.Suspended;
        foreach (var execution in _live.Values) ForgetTransient(execution);
        State.Executions = [.. _live.Values];
    }

    private static void ForgetTransient(Execution execution)
    {
        foreach (var variable in execution.Node.Variables)
            if (variable.IsTransient && execution.Variables is { } variables) variables[variable.Name] = variable.Default?.DeepClone();
    }

    private void Add(Execution execution) => _live.Add(execution.Id, execution);

    private bool Remove(Execution execution) => _live.Remove(execution.Id);

    private readonly record struct Work(Execution Execution, Phase Phase, JsonNode? Payload, DateTimeOffset? ScheduledFor);
}
