namespace ApprovalFlow.Scoring;

/// <summary>
/// The one place where a score loses digits: two decimals, half up (四舍五入), once when a component's score is published
/// and once at the total. Everything before stays exact decimal arithmetic.
/// </summary>
public static class Rounding
{
    public const int Decimals = 2;

    public static decimal Publish(decimal exact) => Math.Round(exact, Decimals, MidpointRounding.AwayFromZero);
}
