namespace ApprovalFlow.Engine;

/// <summary>What an execution needs of the world around it: the step's transaction, services and clock.</summary>
internal sealed record StepEnvironment(
    EngineDb Db, IServiceProvider Services, ActivityFactory Activities, EngineOptions Options, DateTimeOffset Now, CancellationToken Cancellation);

/// <summary>An activity of the host threw: its writes must go, so the step is done again without it.</summary>
internal sealed class ActivityThrewException(int revision, int ordinal, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>Of the instance, when the step began.</summary>
    public int Revision { get; } = revision;

    /// <summary>The how manieth activity of the step it was.</summary>
    public int Ordinal { get; } = ordinal;
}

/// <summary>Which activities of a step threw when it was tried before: what is known of one revision says nothing of another.</summary>
internal sealed record KnownFaults(int Revision, IReadOnlyDictionary<int, Exception> ByOrdinal)
{
    public static readonly KnownFaults None = new(-1, new Dictionary<int, Exception>());

    public IReadOnlyDictionary<int, Exception> Of(Instance instance) => instance.Revision == Revision ? ByOrdinal : None.ByOrdinal;

    public KnownFaults With(ActivityThrewException threw) => new(
        threw.Revision,
        new Dictionary<int, Exception>(threw.Revision == Revision ? ByOrdinal : None.ByOrdinal) { [threw.Ordinal] = threw.InnerException! });
}
