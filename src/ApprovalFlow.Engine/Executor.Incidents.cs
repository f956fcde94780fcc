namespace ApprovalFlow.Engine;

/// <summary>
/// What threw stands still, with an incident, and everything else goes on. An operator has it done again where it stood,
/// or lets the flow go on as if it had completed.
/// </summary>
internal sealed partial class Executor
{
    private void Fault(Execution execution, Exception error, PendingFault fault)
    {
        if (execution.Round == 0) Enter(execution);
        fault.Incident = Record(execution, error, fault.Phase).Id;
        (execution.Faults ??= []).Add(fault);
        execution.Status = ExecutionStatus.Faulted;
        Journal.Add(new(JournalEvent.Faulted, execution.Activity, execution.Round, Text: Incident.Shorten(error.Message, 500)));
    }

    private Incident Record(Execution execution, Exception error, Phase phase)
    {
        var incident = new Incident(Instance.Id, execution, error, new StepContext(this, execution).DataToJudge(phase), Environment.Now);
        Environment.Db.Add(incident);
        return incident;
    }

    private async ValueTask RetryAsync(StepRequest.Retry request)
    {
        if (FindFault(request.IncidentId) is not var (execution, fault)) return;
        await ResolveAsync(request.IncidentId, IncidentStatus.Retried, request.By, request.Reason);
        Unfault(execution, fault);
        execution.Attempt++;
        Journal.Add(new(JournalEvent.Retried, execution.Activity, execution.Round, Text: $"{request.By}: {request.Reason}"));
        if (fault.Phase is Phase.Child)
            await TellParentAsync(execution, new ChildResult(Definition.Nodes[fault.Child!], fault.ChildBackward, fault.Outcomes ?? [], null));
        else _queue.Enqueue(new Work(execution, fault.Phase, fault.Payload, null));
    }

    private async ValueTask SkipAsync(StepRequest.Skip request)
    {
        if (FindFault(request.IncidentId) is not var (execution, fault)) return;
        await ResolveAsync(request.IncidentId, IncidentStatus.Skipped, request.By, request.Reason);
        Unfault(execution, fault);
        Journal.Add(new(JournalEvent.SkippedByOperator, execution.Activity, execution.Round, request.Outcomes, $"{request.By}: {request.Reason}"));
        await CompleteAsync(execution, request.Outcomes is [] ? ["Done"] : request.Outcomes);
    }

    private async ValueTask ResolveAsync(Guid incidentId, IncidentStatus status, string? by, string? reason)
    {
        var incident = await Environment.Db.Incidents.FindAsync([incidentId], Environment.Cancellation);
        incident?.Resolve(status, by, reason, Environment.Now);
    }

    private (Execution Execution, PendingFault Fault)? FindFault(Guid incidentId)
    {
        foreach (var execution in _live.Values)
            if (execution.Faults?.Find(f => f.Incident == incidentId) is { } fault) return (execution, fault);
        return null;
    }

    private static void Unfault(Execution execution, PendingFault fault)
    {
        execution.Faults!.Remove(fault);
        if (execution.Faults.Count > 0) return;
        execution.Faults = null;
        execution.Status = execution.Wait is null ? ExecutionStatus.Running : ExecutionStatus.Waiting;
    }
}
