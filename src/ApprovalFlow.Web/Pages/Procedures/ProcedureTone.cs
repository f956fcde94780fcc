using ApprovalFlow.Procedures;
using ApprovalFlow.Web.TagHelpers;

namespace ApprovalFlow.Web.Pages.Procedures;

internal static class ProcedureTone
{
    public static Tone Of(ProcedureState state) => state switch
    {
        ProcedureState.Draft => Tone.Accent,
        ProcedureState.AwaitingApproval => Tone.Wait,
        ProcedureState.Published => Tone.Good,
        ProcedureState.Withdrawn => Tone.Quiet,
    };
}
