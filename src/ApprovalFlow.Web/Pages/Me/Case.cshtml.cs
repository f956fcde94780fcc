using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Pages.Me;

/// <summary>
/// A candidate's own case. Each stage that has something for candidates shows it in its own partial view, found by the name
/// of the stage; what is in it is that stage's query for exactly this person.
/// </summary>
[Authorize]
public sealed class CaseModel(OwnCaseQuery cases, ICompositeViewEngine views, ApprovalDb db) : PageModel
{
    private Schedule _schedule = new();

    public OwnCase Own { get; private set; } = null!;

    public List<(string View, MePanel Panel)> Panels { get; } = [];

    public async Task<IActionResult> OnGetAsync(Guid competitionId, CancellationToken ct)
    {
        if (await cases.ForAsync(User.ToActor(), competitionId, ct) is not { } own) return NotFound();
        Own = own;
        _schedule = (await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == competitionId, ct)).Plan.Schedule;
        foreach (var stage in own.Stages.Where(s => s.RunId is not null).Reverse())
        {
            var view = $"_{stage.Kind}";
            if (views.FindView(PageContext, view, isMainPage: false).Success) Panels.Add((view, new(competitionId, own.ApplicationId, stage.RunId!.Value)));
        }

        return Page();
    }

    public string NameOf(OwnStage stage) =>
        Language.IsChinese && stage.Name.Length > 0 ? stage.Name
        : Language.IsChinese ? ProcedureWords.Name(stage.Kind).Zh : ProcedureWords.Name(stage.Kind).En;

    public StepState StepOf(OwnStageState state) => state switch
    {
        OwnStageState.Done => StepState.Done,
        OwnStageState.Now => StepState.Now,
        OwnStageState.Next => StepState.Next,
        OwnStageState.Ended => StepState.Stopped,
    };

    /// <summary>The plan's time for what has not begun yet.</summary>
    public DateTimeOffset? PlannedFor(OwnStage stage) => stage.State is OwnStageState.Done or OwnStageState.Ended ? null : stage.Kind switch
    {
        StageKind.WrittenExam => _schedule.ExamAt,
        StageKind.Interview => _schedule.InterviewAt,
        StageKind.DemocraticEvaluation => _schedule.EvaluationAt,
        _ => null,
    };
}
