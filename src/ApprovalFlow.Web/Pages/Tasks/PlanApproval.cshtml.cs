using ApprovalFlow.Competitions;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The leading group reads a plan and approves or returns it.</summary>
public sealed class PlanApprovalModel(PlanSheet plans, ApprovePlan approve, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int RevisionSeen { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public PlanForApproval Sheet { get; private set; } = null!;

    public bool Open => Sheet.Task.State == TaskState.Open;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) => DecideAsync(true, ct);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => DecideAsync(false, ct);

    private async Task<IActionResult> DecideAsync(bool approved, CancellationToken ct)
    {
        var outcome = await approve.RunAsync(new(Id, RevisionSeen, approved, Reason), User.ToActor(), ct);
        return outcome switch
        {
            ApprovePlanOutcome.Approved => Done(texts["方案已批准，程序已启动。"]),
            ApprovePlanOutcome.Returned => Done(texts["方案已退回组织人事部门。"]),
            ApprovePlanOutcome.NotFound => NotFound(),
            ApprovePlanOutcome.NotSubmitted => await RefusedAsync("", texts["这份方案已经处理过了。"], ct),
            ApprovePlanOutcome.PlanChanged => await RefusedAsync("", texts["方案在您阅读期间退回或收回后重新提交了，请从待办打开新的一份。"], ct),
            ApprovePlanOutcome.OwnPlan => await RefusedAsync("", texts["方案由您起草或提交，须由领导小组其他成员批准。"], ct),
            ApprovePlanOutcome.ReasonRequired => await RefusedAsync(nameof(Reason), texts["退回请写明理由。"], ct),
        };
    }

    private RedirectResult Done(string text)
    {
        TempData.Say(text, Tone.Good);
        return Redirect("/inbox");
    }

    private async Task<IActionResult> RefusedAsync(string field, string text, CancellationToken ct)
    {
        if (!await ReadAsync(ct)) return NotFound();
        ModelState.AddModelError(field, text);
        return Page();
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await plans.ForApprovalAsync(Id, User.ToActor(), ct) is not { } sheet) return false;
        Sheet = sheet;
        return true;
    }
}
