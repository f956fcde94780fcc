using ApprovalFlow.Appointments;
using ApprovalFlow.Stages.Probation;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The organiser enters the counts of the evaluation and the opinion at the end of probation.</summary>
public sealed class ProbationOpinionModel(TaskHeaderQuery headers, AppointmentQuery appointments, AssessProbation assess, Texts texts)
    : TaskPage(TaskKind.ProbationOpinion, headers)
{
    public AppointmentSheet Sheet { get; private set; } = null!;

    [BindProperty]
    public int? Excellent { get; set; }

    [BindProperty]
    public int? Competent { get; set; }

    [BindProperty]
    public int? BasicallyCompetent { get; set; }

    [BindProperty]
    public int? Incompetent { get; set; }

    [BindProperty]
    public string? Opinion { get; set; }

    protected override async Task LoadAsync(CancellationToken ct) => Sheet = (await appointments.FindAsync(Header.SubjectId!.Value, ct))!;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return await OnGetAsync(ct);
        if (Excellent is not { } excellent || Competent is not { } competent || BasicallyCompetent is not { } basic || Incompetent is not { } incompetent)
            return await AgainAsync(nameof(Excellent), texts["请填写四个等次的票数，没有的填 0。"], ct);

        var outcome = await assess.RunAsync(new(Id, excellent, competent, basic, incompetent, Opinion), User.ToActor(), ct);
        return outcome switch
        {
            ProbationStepOutcome.Recorded => Done(texts["考核意见已提交，由党组决定。"]),
            ProbationStepOutcome.NotFound => NotFound(),
            ProbationStepOutcome.TextMissing => await AgainAsync(nameof(Opinion), texts["请填写考核意见。"], ct),
            ProbationStepOutcome.CountsMissing => await AgainAsync(nameof(Excellent), texts["票数不能为负，合计不能为零。"], ct),
            ProbationStepOutcome.NotRunning => await AgainAsync("", texts["竞争上岗已暂停或结束，现在不能办理。"], ct),
            ProbationStepOutcome.AlreadyDone or ProbationStepOutcome.ReasonRequired => await AgainAsync("", texts["考核意见已经提交。"], ct),
        };
    }
}
