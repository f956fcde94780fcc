namespace ApprovalFlow.Ballots;

/// <summary>Whether the figures of a count sheet can stand (INV-11).</summary>
public enum BallotCountOutcome
{
    Regular = 1,

    /// <summary>收回票数多于发出票数: the whole round is void and repeated; both records are kept.</summary>
    MoreCollectedThanIssued = 2,

    /// <summary>Collected is not valid plus invalid: a counting error, counted again.</summary>
    CollectedDoesNotAddUp = 3,

    /// <summary>Valid is not the sum of the options: a counting error, counted again.</summary>
    OptionsDoNotAddUp = 4,

    /// <summary>A figure below nought.</summary>
    Negative = 5,
}

/// <summary>
/// The figures of one count sheet: agree 同意/赞成, disagree 不同意/不赞成, abstain 弃权. A blank ballot abstains; a ballot
/// with two marks is invalid. Fewer collected than issued is regular: nobody is made to hand one in.
/// </summary>
public sealed record BallotCount(int Issued, int Collected, int Valid, int Invalid, int Agree, int Disagree, int Abstain)
{
    /// <summary>A sheet whose ballots were counted by the system: valid and collected follow from the marks.</summary>
    public static BallotCount Of(int issued, int agree, int disagree, int abstain, int invalid = 0)
        => new(issued, agree + disagree + abstain + invalid, agree + disagree + abstain, invalid, agree, disagree, abstain);

    public BallotCountOutcome Check()
    {
        if (Math.Min(Issued, Math.Min(Valid, Invalid)) < 0 || Math.Min(Agree, Math.Min(Disagree, Abstain)) < 0) return BallotCountOutcome.Negative;
        if (Collected > Issued) return BallotCountOutcome.MoreCollectedThanIssued;
        if (Collected != Valid + Invalid) return BallotCountOutcome.CollectedDoesNotAddUp;
        return Valid == Agree + Disagree + Abstain ? BallotCountOutcome.Regular : BallotCountOutcome.OptionsDoNotAddUp;
    }

    /// <summary>The figures of two groups of voters put together.</summary>
    public static BallotCount operator +(BallotCount one, BallotCount other) => new(
        one.Issued + other.Issued, one.Collected + other.Collected, one.Valid + other.Valid, one.Invalid + other.Invalid,
        one.Agree + other.Agree, one.Disagree + other.Disagree, one.Abstain + other.Abstain);
}
