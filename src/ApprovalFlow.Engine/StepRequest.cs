using System.Text.Json.Nodes;

namespace ApprovalFlow.Engine;

/// <summary>What one step is to do with one instance.</summary>
internal abstract record StepRequest(Guid InstanceId)
{
    public sealed record Start(
        Guid InstanceId, string VersionId, string? CorrelationId, string? InputJson,
        Guid? ParentInstanceId = null, ChildReport ParentReport = ChildReport.None) : StepRequest(InstanceId);

    public sealed record Poke(Guid InstanceId, string? ActivityId) : StepRequest(InstanceId);

    public sealed record Message(Guid InstanceId, string Name, string? PayloadJson) : StepRequest(InstanceId)
    {
        public JsonNode? Payload => PayloadJson is null ? null : JsonNode.Parse(PayloadJson);
    }

    public sealed record Due(Guid InstanceId, int ExecutionId) : StepRequest(InstanceId);

    public sealed record Cancel(Guid InstanceId) : StepRequest(InstanceId);

    public sealed record Retry(Guid InstanceId, Guid IncidentId, string By, string? Reason) : StepRequest(InstanceId);

    public sealed record Skip(Guid InstanceId, Guid IncidentId, string By, string Reason, string[] Outcomes) : StepRequest(InstanceId);

    public static StepRequest From(Signal signal) => signal.Kind switch
    {
        SignalKind.Start => new Start(signal.InstanceId, signal.DefinitionVersionId ?? "", signal.CorrelationId, signal.InputJson,
            signal.ParentInstanceId, signal.ParentReport),
        SignalKind.Poke => new Poke(signal.InstanceId, signal.ActivityId),
        SignalKind.Cancel => new Cancel(signal.InstanceId),
        SignalKind.Message => new Message(signal.InstanceId, signal.Name ?? "", signal.InputJson),
    };
}
