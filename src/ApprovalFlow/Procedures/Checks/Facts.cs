using System.Numerics;

namespace ApprovalFlow.Procedures.Checks;

/// <summary>
/// What must have happened by some point of the flow, whichever way was taken; or that the point cannot be come to at all,
/// of which everything is true. Immutable.
/// </summary>
internal readonly record struct Facts(BigInteger Bits, bool IsImpossible)
{
    public static readonly Facts None = new(BigInteger.Zero, false);
    public static readonly Facts Impossible = new(BigInteger.Zero, true);

    public bool Has(int fact) => IsImpossible || !(Bits >> fact).IsEven;

    public Facts With(int fact) => IsImpossible ? this : this with { Bits = Bits | BigInteger.One << fact };

    public Facts Without(BigInteger others) => IsImpossible ? this : this with { Bits = Bits & ~others };

    /// <summary>One or the other happened: what is true of both.</summary>
    public Facts Or(Facts other) => IsImpossible ? other : other.IsImpossible ? this : this with { Bits = Bits & other.Bits };

    /// <summary>Both happened: what is true of either.</summary>
    public Facts And(Facts other) => IsImpossible || other.IsImpossible ? Impossible : this with { Bits = Bits | other.Bits };
}
