using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApprovalFlow.Competitions;

namespace ApprovalFlow.Stages.Inspection;

/// <summary>
/// What the team found about one subject (考察材料, DOMAIN §11 F8): person facts, 德能勤绩廉, main shortcomings, talks,
/// evaluation, and whether the team finds the person suitable.
/// </summary>
public sealed record MaterialText
{
    /// <summary>The person's facts as found in the file.</summary>
    public string Facts { get; init; } = "";

    /// <summary>德.</summary>
    public string Virtue { get; init; } = "";

    /// <summary>能.</summary>
    public string Ability { get; init; } = "";

    /// <summary>勤.</summary>
    public string Diligence { get; init; } = "";

    /// <summary>绩.</summary>
    public string Achievement { get; init; } = "";

    /// <summary>廉.</summary>
    public string Integrity { get; init; } = "";

    /// <summary>主要缺点和不足; nobody is without.</summary>
    public string Shortcomings { get; init; } = "";

    /// <summary>People who should be talked with, and those who were.</summary>
    public int TalksDue { get; init; }
    public int TalksHeld { get; init; }

    /// <summary>Results of evaluation and talks, in words.</summary>
    public string Evaluation { get; init; } = "";

    public string TeamOpinion { get; init; } = "";

    /// <summary>Null until the team has come to a view.</summary>
    public bool? Suitable { get; init; }

    /// <summary>Why not; required when not suitable. The candidate reads it.</summary>
    public string UnsuitableReason { get; init; } = "";

    public MaterialText Trimmed() => this with
    {
        Facts = Facts.Trim(), Virtue = Virtue.Trim(), Ability = Ability.Trim(), Diligence = Diligence.Trim(),
        Achievement = Achievement.Trim(), Integrity = Integrity.Trim(), Shortcomings = Shortcomings.Trim(),
        Evaluation = Evaluation.Trim(), TeamOpinion = TeamOpinion.Trim(), UnsuitableReason = UnsuitableReason.Trim(),
    };

    /// <summary>What still stands against putting it before the team; <see cref="SubmitMaterialOutcome.Submitted"/> when nothing does.</summary>
    public SubmitMaterialOutcome Check(Coverage coverage)
    {
        string[] sections = [Facts, Virtue, Ability, Diligence, Achievement, Integrity, Evaluation, TeamOpinion];
        if (Suitable is null || sections.Any(string.IsNullOrWhiteSpace)) return SubmitMaterialOutcome.SectionMissing;
        if (string.IsNullOrWhiteSpace(Shortcomings)) return SubmitMaterialOutcome.ShortcomingsRequired;
        if (TalksDue < 1 || TalksHeld < 0 || TalksHeld > TalksDue) return SubmitMaterialOutcome.TalksImpossible;
        if (!coverage.IsReached(TalksHeld, TalksDue)) return SubmitMaterialOutcome.CoverageTooLow;
        return Suitable is false && string.IsNullOrWhiteSpace(UnsuitableReason)
            ? SubmitMaterialOutcome.ReasonRequired
            : SubmitMaterialOutcome.Submitted;
    }

    /// <summary>SHA-256 of the whole text: what a signature is under.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    internal string ToJson() => JsonSerializer.Serialize(this, Competition.Json);
}
