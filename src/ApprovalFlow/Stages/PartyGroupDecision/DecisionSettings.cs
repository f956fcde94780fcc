using System.Text.Json.Serialization;
using ApprovalFlow.Meetings;

namespace ApprovalFlow.Stages.PartyGroupDecision;

/// <summary>What one run of the decision is held to, as evaluated on entry. The share of votes may be stricter than half, never looser.</summary>
public sealed record DecisionSettings(VoteMode Mode, string Threshold, RecusalQuorumPolicy RecusalPolicy)
{
    /// <summary>Two thirds present and more than the threshold of those who should attend.</summary>
    [JsonIgnore]
    public QuorumRule Rule => QuorumRule.Read("2/3", $">{Threshold}", out var outcome)
        ?? throw new InvalidOperationException($"A majority of '{Threshold}' may not decide: {outcome}.");
}
