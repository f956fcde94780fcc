using System.Text.Json.Nodes;

namespace ApprovalFlow.Engine;

/// <summary>
/// The verbs by which code of this process moves instances. Each returns when its step is committed; conflicts with
/// other nodes are settled inside. (What belongs to one commit with other facts is asked by a <see cref="Signal"/> instead.)
/// </summary>
public sealed class WorkflowRuntime
{
    private readonly Lanes _lanes;

    internal WorkflowRuntime(Lanes lanes) => _lanes = lanes;

    /// <summary>Begins an instance and runs it to the first places where it waits.</summary>
    public async Task<Guid> StartAsync(string definitionVersionId, string? correlationId, JsonObject? input, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        await _lanes.RunAsync(new StepRequest.Start(id, definitionVersionId, correlationId, input?.ToJsonString()), null, ct);
        return id;
    }

    /// <summary>Wakes a waiting activity, or all. Returns where the instance stands then; null where there is none.</summary>
    public Task<InstanceStatus?> PokeAsync(Guid instanceId, string? activityId, CancellationToken ct) =>
        _lanes.RunAsync(new StepRequest.Poke(instanceId, activityId), null, ct);

    /// <summary>Delivers a result to the activity that waits under the name.</summary>
    public Task<InstanceStatus?> SendAsync(Guid instanceId, string name, JsonNode? payload, CancellationToken ct) =>
        _lanes.RunAsync(new StepRequest.Message(instanceId, name, payload?.ToJsonString()), null, ct);

    public Task<InstanceStatus?> CancelAsync(Guid instanceId, CancellationToken ct) =>
        _lanes.RunAsync(new StepRequest.Cancel(instanceId), null, ct);

    /// <summary>Does again what threw. Throws it again, there is a new incident.</summary>
    public Task<InstanceStatus?> RetryAsync(Guid instanceId, Guid incidentId, string by, string? reason, CancellationToken ct) =>
        _lanes.RunAsync(new StepRequest.Retry(instanceId, incidentId, by, reason), null, ct);

    /// <summary>Lets the flow go on as if the activity had completed with the outcomes ("Done" when none is given).</summary>
    public Task<InstanceStatus?> SkipAsync(
        Guid instanceId, Guid incidentId, string by, string reason, IReadOnlyList<string> outcomes, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return _lanes.RunAsync(new StepRequest.Skip(instanceId, incidentId, by, reason, [.. outcomes]), null, ct);
    }
}
