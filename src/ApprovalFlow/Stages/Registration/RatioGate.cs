namespace ApprovalFlow.Stages.Registration;

public enum RulePostOutcome
{
    Ruled = 1,
    NotFound,
    AlreadyRuled,
    ReasonRequired,

    /// <summary>The procedure does not offer this measure.</summary>
    NotAllowed,

    /// <summary>Too few even for going on with the leading group's approval.</summary>
    BelowFloor,

    /// <summary>The number was not lowered, or not to at least one.</summary>
    QuotaNotLowered,

    /// <summary>Even for the lower number there are too few.</summary>
    StillTooFew,
    AlreadyExtended,

    /// <summary>Nothing else is open that the applicants could choose.</summary>
    NoOtherPost,
}

/// <summary>
/// The opening ratio (开考比例): so many applicants for each person to be appointed. Exactly the ratio is enough. A ratio of
/// zero asks for one applicant; nobody at all is never enough.
/// </summary>
public static class RatioGate
{
    public static int Required(int ratio, int quota) => Math.Max(1, ratio * quota);

    public static bool IsMet(int applicants, int ratio, int quota) => applicants >= Required(ratio, quota);

    /// <summary>
    /// May the measure be taken for a post that stands like this? Cancelling is always possible: without it a post that
    /// nobody wants could never be closed.
    /// </summary>
    public static RulePostOutcome Judge(
        RegistrationSettings settings, PostMeasure measure, int applicants, int quota, int? newQuota, bool extendedBefore, bool otherPostOpen)
    {
        if (measure != PostMeasure.Cancel && !settings.BelowFloor.Contains(measure)) return RulePostOutcome.NotAllowed;
        return measure switch
        {
            PostMeasure.Cancel => RulePostOutcome.Ruled,
            PostMeasure.Reduce when newQuota is not { } lower || lower < 1 || lower >= quota => RulePostOutcome.QuotaNotLowered,
            PostMeasure.Reduce => IsMet(applicants, settings.OpeningRatio, newQuota.Value) ? RulePostOutcome.Ruled : RulePostOutcome.StillTooFew,
            PostMeasure.ExtendOnce => extendedBefore ? RulePostOutcome.AlreadyExtended : RulePostOutcome.Ruled,
            PostMeasure.RechooseOnce => otherPostOpen ? RulePostOutcome.Ruled : RulePostOutcome.NoOtherPost,
            PostMeasure.Continue => IsMet(applicants, settings.FloorRatio, quota) ? RulePostOutcome.Ruled : RulePostOutcome.BelowFloor,
        };
    }
}
