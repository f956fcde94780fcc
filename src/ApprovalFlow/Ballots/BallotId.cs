using System.Security.Cryptography;

namespace ApprovalFlow.Ballots;

/// <summary>Ids for opened ballots: random in every bit, because the usual ids begin with the time they were made at.</summary>
public static class BallotId
{
    public static Guid Random() => new(RandomNumberGenerator.GetBytes(16));
}
