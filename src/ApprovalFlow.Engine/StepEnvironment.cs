namespace ApprovalFlow.Engine;

/// <summary>What an execution needs of the world around it: the step's transaction, services and clock.</summary>
internal sealed record StepEnvironment(
    EngineDb Db, IServiceProvider Services, ActivityFactory Activities, EngineOptions Options, DateTimeOffset Now, CancellationToken Cancellation);

/// <summary>An activity of the host threw: its writes must go, so the step is done again without it.</summary>
internal sealed class ActivityThrewException(int ordinal, Exception cause) : Exception(cause.Message, cause)
{
    public int Ordinal { get; } = ordinal;
}
