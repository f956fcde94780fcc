using System.Collections.Immutable;
using System.Text.Json;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;

namespace ApprovalFlow.Eligibility;

/// <summary>
/// What the machine makes of all rules together: advice for the reviewers, who decide. One rule not met is not met; one
/// unknown leaves the whole unknown.
/// </summary>
public sealed record EligibilityAdvice(ImmutableArray<RuleResult> Results)
{
    public RuleVerdict Verdict
        => Results.Any(result => result.Verdict == RuleVerdict.NotMet) ? RuleVerdict.NotMet
            : Results.Any(result => result.Verdict == RuleVerdict.Unknown) ? RuleVerdict.Unknown
            : RuleVerdict.Met;
}

/// <summary>The rules of one post, stored as a JSON array, and the standing ones that every post has.</summary>
public static class EligibilityRules
{
    /// <summary>
    /// What bars anybody from any post, checked at review and again before inspection checks, decision and appointment,
    /// because a status may change on the way (INV-24).
    /// </summary>
    public static readonly ImmutableArray<EligibilityRule> Standing =
        [new SanctionRule(), new InvestigationRule(), new RecruitProbationRule(), new AppraisalRule(AppraisalGrade.Competent, Years: 1)];

    public static EligibilityAdvice Evaluate(IEnumerable<EligibilityRule> rules, ApplicantFacts facts, DateOnly asOf)
        => new([.. rules.Select(rule => rule.Evaluate(facts, asOf))]);

    public static string Write(IEnumerable<EligibilityRule> rules) => JsonSerializer.Serialize(rules, Competition.Json);

    /// <summary>The rules of a post; null when the text is not an array of rules we know.</summary>
    public static ImmutableArray<EligibilityRule>? Read(string json)
    {
        try
        {
            var rules = JsonSerializer.Deserialize<ImmutableArray<EligibilityRule?>>(json, Strict);
            return rules.IsDefault || rules.Contains(null) ? null : [.. rules.OfType<EligibilityRule>()];
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static readonly JsonSerializerOptions Strict = new(Competition.Json) { RespectRequiredConstructorParameters = true };
}
