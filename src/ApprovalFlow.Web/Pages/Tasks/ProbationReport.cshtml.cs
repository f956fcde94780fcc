using ApprovalFlow.Appointments;
using ApprovalFlow.Stages.Probation;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The person on probation hands in the report.</summary>
public sealed class ProbationReportModel(TaskHeaderQuery headers, AppointmentQuery appointments, HandInProbationReport handIn, Texts texts)
    : TaskPage(TaskKind.ProbationReport, headers)
{
    public AppointmentSheet Sheet { get; private set; } = null!;

    [BindProperty]
    public string? Text { get; set; }

    protected override async Task LoadAsync(CancellationToken ct) => Sheet = (await appointments.FindAsync(Header.SubjectId!.Value, ct))!;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await handIn.RunAsync(new(Id, Text), User.ToActor(), ct);
        return outcome switch
        {
            ProbationStepOutcome.Recorded => Done(texts["述职报告已提交。"]),
            ProbationStepOutcome.NotFound => NotFound(),
            ProbationStepOutcome.TextMissing => await AgainAsync(nameof(Text), texts["请填写述职报告。"], ct),
            ProbationStepOutcome.NotRunning => await AgainAsync("", texts["竞争上岗已暂停或结束，现在不能办理。"], ct),
            ProbationStepOutcome.AlreadyDone or ProbationStepOutcome.CountsMissing or ProbationStepOutcome.ReasonRequired =>
                await AgainAsync("", texts["述职报告已经提交。"], ct),
        };
    }
}
