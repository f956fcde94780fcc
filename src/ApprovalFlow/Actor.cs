namespace ApprovalFlow;

/// <summary>Who acts. Passed to every use case; never read from the surroundings.</summary>
public sealed record Actor(Guid PersonId, string Name)
{
    /// <summary>The scheduler and the engine: acts only where a rule or a deadline says so.</summary>
    public static Actor System { get; } = new(Guid.Empty, "system");
}
