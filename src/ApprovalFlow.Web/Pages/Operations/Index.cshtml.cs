using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Operations;
using ApprovalFlow.People;
using ApprovalFlow.Trail;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Operations;

/// <summary>
/// What moves and what is stuck, for operators. A failed step is tried again or, with a reason on record, skipped; the rest of
/// the competition is not touched by either.
/// </summary>
[ForRole(Role.Operator)]
public sealed class IndexModel(StuckWork stuck, WorkflowRuntime engine, ApprovalDb db, TimeProvider clock, Texts texts) : PageModel
{
    public OperationsSheet Sheet { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Sheet = await stuck.ForAsync(ct);

    public async Task<IActionResult> OnPostRetryAsync(Guid instance, Guid incident, CancellationToken ct)
    {
        if (await stuck.FindAsync(instance, incident, ct) is not { } step) return NotFound();
        if (step.Incident.Status is not IncidentStatus.Open) return Back(texts["这一步已经处理过了。"], Tone.Wait);

        await RecordAsync("incident.retried", incident, "", ct);
        await engine.RetryAsync(instance, incident, User.ToActor().Name, reason: null, ct);
        return Back(texts["已重试。仍然失败时，会再次列在这里。"]);
    }

    public async Task<IActionResult> OnPostSkipAsync(Guid instance, Guid incident, string? outcome, string? reason, CancellationToken ct)
    {
        if (await stuck.FindAsync(instance, incident, ct) is not { } step || step.WaysOut.All(way => way.Name != outcome)) return NotFound();
        if (step.Incident.Status is not IncidentStatus.Open) return Back(texts["这一步已经处理过了。"], Tone.Wait);
        if (string.IsNullOrWhiteSpace(reason)) return Back(texts["跳过一个步骤必须写明理由。"], Tone.Bad);

        await RecordAsync("incident.skipped", incident, $"{outcome}: {reason.Trim()}", ct);
        await engine.SkipAsync(instance, incident, User.ToActor().Name, reason.Trim(), [outcome!], ct);
        return Back(texts["已跳过，理由已记录。"]);
    }

    private RedirectToPageResult Back(string text, Tone tone = Tone.Good)
    {
        TempData.Say(text, tone);
        return RedirectToPage();
    }

    private async Task RecordAsync(string action, Guid incident, string detail, CancellationToken ct)
    {
        db.Record(TrailEntry.HouseChain, action, incident, User.ToActor(), detail, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
