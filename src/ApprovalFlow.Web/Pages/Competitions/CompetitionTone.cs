using ApprovalFlow.Competitions;
using ApprovalFlow.Web.TagHelpers;

namespace ApprovalFlow.Web.Pages.Competitions;

/// <summary>How the state of a competition should be felt.</summary>
public static class CompetitionTone
{
    public static Tone Of(CompetitionState state) => state switch
    {
        CompetitionState.Drafting => Tone.Quiet,
        CompetitionState.AwaitingApproval => Tone.Wait,
        CompetitionState.Running => Tone.Accent,
        CompetitionState.Suspended => Tone.Bad,
        CompetitionState.Finished => Tone.Good,
        CompetitionState.Cancelled => Tone.Quiet,
    };
}
