using ApprovalFlow.Appointments;
using ApprovalFlow.Stages.Probation;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The party secretary records whether the party group confirms the appointment after probation.</summary>
public sealed class ProbationDecisionModel(TaskHeaderQuery headers, AppointmentQuery appointments, DecideProbation decide, Texts texts)
    : TaskPage(TaskKind.ProbationDecision, headers)
{
    public AppointmentSheet Sheet { get; private set; } = null!;

    [BindProperty]
    public bool? Confirm { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    protected override async Task LoadAsync(CancellationToken ct) => Sheet = (await appointments.FindAsync(Header.SubjectId!.Value, ct))!;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Confirm is not { } confirm) return await AgainAsync(nameof(Confirm), texts["请选择党组的决定。"], ct);

        var outcome = await decide.RunAsync(new(Id, confirm, Reason), User.ToActor(), ct);
        return outcome switch
        {
            ProbationStepOutcome.Recorded => Done(texts["党组决定已记录。"]),
            ProbationStepOutcome.NotFound => NotFound(),
            ProbationStepOutcome.ReasonRequired => await AgainAsync(nameof(Reason), texts["请写明理由。"], ct),
            ProbationStepOutcome.NotRunning => await AgainAsync("", texts["竞争上岗已暂停或结束，现在不能办理。"], ct),
            ProbationStepOutcome.AlreadyDone or ProbationStepOutcome.TextMissing or ProbationStepOutcome.CountsMissing =>
                await AgainAsync("", texts["党组决定已经记录。"], ct),
        };
    }
}
