using ApprovalFlow.Competitions;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The leading group rules on a post with too few applicants; a measure that is not possible says why.</summary>
[Authorize]
public sealed class RatioDecisionModel(TaskHeaderQuery headers, RulingSheetQuery sheets, RulePost rule, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public RulingSheet Sheet { get; private set; } = null!;

    [BindProperty]
    public PostMeasure? Measure { get; set; }

    [BindProperty]
    public int? NewQuota { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.RatioDecision, User.ToActor(), ct) is not { } header) return NotFound();
        Header = header;
        Sheet = await sheets.ForAsync(id, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (Measure is not { } measure || !Enum.IsDefined(measure)) return await AgainAsync(id, nameof(Measure), texts["请选择一项决定。"], ct);

        var outcome = await rule.RunAsync(new(id, measure, NewQuota, Reason), User.ToActor(), ct);
        switch (outcome)
        {
            case RulePostOutcome.Ruled:
                TempData.Say(texts["已办理：{0}", texts.Of(TaskKind.RatioDecision)]);
                return RedirectToPage("/Inbox/Index");
            case RulePostOutcome.NotFound:
                return NotFound();
            case RulePostOutcome.ReasonRequired:
                return await AgainAsync(id, nameof(Reason), texts.Of(outcome), ct);
            case RulePostOutcome.QuotaNotLowered or RulePostOutcome.StillTooFew:
                return await AgainAsync(id, nameof(NewQuota), texts.Of(outcome), ct);
            default:
                return await AgainAsync(id, nameof(Measure), texts.Of(outcome), ct);
        }
    }

    /// <summary>Why the measure cannot be taken as things stand; null when it can. The use case asks again.</summary>
    public RulePostOutcome? RefusalOf(PostMeasure measure)
    {
        var lowest = measure == PostMeasure.Reduce ? 1 : (int?)null;
        var outcome = RatioGate.Judge(
            Sheet.Settings, measure, Sheet.Applicants, Sheet.Post.Quota, lowest, Sheet.ExtendedBefore,
            Sheet.Others.Any(o => o.Post.State == PostState.Open));
        return outcome == RulePostOutcome.Ruled ? null : outcome;
    }

    public string HintOf(PostMeasure measure) => measure switch
    {
        PostMeasure.Cancel => texts["报名人的本次竞聘结束；报有其他志愿的转入下一志愿。"],
        PostMeasure.Reduce => texts["核减后的人数须达到开考比例。"],
        PostMeasure.ExtendOnce => texts["延长 {0} 个工作日，只接受报这个职位的人。", Sheet.Settings.ExtensionWorkingDays],
        PostMeasure.RechooseOnce => texts["报名人可在 {0} 个工作日内改报其他职位一次。", Sheet.Settings.RechooseWorkingDays],
        PostMeasure.Continue => texts["按现有人数继续进行。"],
    };

    private Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        ModelState.AddModelError(field, words);
        return OnGetAsync(id, ct);
    }
}
