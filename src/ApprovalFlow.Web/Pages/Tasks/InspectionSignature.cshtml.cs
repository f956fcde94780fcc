using ApprovalFlow.Stages.Inspection;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>A member of the team signs the inspection material that is shown, or returns it.</summary>
[Authorize]
public sealed class InspectionSignatureModel(
    TaskHeaderQuery headers, ReadInspectionMaterial read, SignInspectionMaterial sign, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public MaterialSheet Sheet { get; private set; } = null!;

    [BindProperty]
    public Verdict? Verdict { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    [BindProperty]
    public string HashSeen { get; set; } = "";

    public DecideForm Form => new(texts["同意，签字"], texts["退回修改"], null, Verdict, Comment) { Hint = texts["退回时必须写明要修改什么；其他成员已签的字随之失效。"] };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, TaskKind.InspectionSignature, User.ToActor(), ct) is not { } header) return NotFound();
        if (await read.RunAsync(new(id, null, null), User.ToActor(), ct) is not { } sheet) return NotFound();
        (Header, Sheet) = (header, sheet);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (Verdict is not (ApprovalFlow.Tasks.Verdict.Approve or ApprovalFlow.Tasks.Verdict.Return))
            return await AgainAsync(id, nameof(Verdict), texts["请选择办理意见。"], ct);

        var outcome = await sign.RunAsync(new(id, HashSeen, Verdict == ApprovalFlow.Tasks.Verdict.Approve, Comment), User.ToActor(), ct);
        return outcome switch
        {
            SignMaterialOutcome.Recorded => Done(texts["已签字。"]),
            SignMaterialOutcome.Returned => Done(texts["已退回修改。"]),
            SignMaterialOutcome.NotFound => NotFound(),
            SignMaterialOutcome.AlreadySigned => await AgainAsync(id, "", texts["您已经签过字。"], ct),
            SignMaterialOutcome.TextChanged => await AgainAsync(id, "", texts["文本已修改，请重新阅读后再签字。"], ct),
            SignMaterialOutcome.ReasonRequired => await AgainAsync(id, nameof(Comment), texts["请写明理由。"], ct),
        };
    }

    private RedirectToPageResult Done(string words)
    {
        TempData.Say(words);
        return RedirectToPage("/Inbox/Index");
    }

    private Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        ModelState.AddModelError(field, words);
        return OnGetAsync(id, ct);
    }
}
