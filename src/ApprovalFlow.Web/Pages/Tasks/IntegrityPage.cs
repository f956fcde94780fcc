using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>One of the two signatures under a subject's integrity opinion.</summary>
[Authorize]
public abstract class IntegrityPage(TaskKind kind, TaskHeaderQuery headers, ReadCheck read, SignIntegrity sign, Texts texts) : PageModel
{
    public TaskHeader Header { get; private set; } = null!;

    public CheckSheet Sheet { get; private set; } = null!;

    /// <summary>The secretary words the opinion; the discipline head signs the same words.</summary>
    public bool Words => kind == TaskKind.IntegrityBySecretary;

    [BindProperty]
    public string? Opinion { get; set; }

    [BindProperty]
    public string HashSeen { get; set; } = "";

    [BindProperty]
    public Verdict? Verdict { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    public DecideForm Form => new(texts["签字"], null, texts["不签字"], Verdict, Comment) { Hint = texts["不签字时必须写明理由；该人选不再提交党组讨论。"] };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        Opinion = Sheet.OpinionText.Length > 0 ? Sheet.OpinionText : texts["{0}同志廉洁自律情况良好，未发现影响任用的问题。", Sheet.Name];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (Verdict is not (ApprovalFlow.Tasks.Verdict.Approve or ApprovalFlow.Tasks.Verdict.Reject))
            return await AgainAsync(id, nameof(Verdict), texts["请选择办理意见。"], ct);

        var signs = Verdict == ApprovalFlow.Tasks.Verdict.Approve;
        var outcome = await sign.RunAsync(new(id, signs, Opinion, HashSeen, Comment), User.ToActor(), ct);
        return outcome switch
        {
            SignIntegrityOutcome.Recorded => Done(texts["已签字。"]),
            SignIntegrityOutcome.Refused => Done(texts["已记录不签字的理由。"]),
            SignIntegrityOutcome.NotFound => NotFound(),
            SignIntegrityOutcome.AlreadySigned => await AgainAsync(id, "", texts["您已经签过字。"], ct),
            SignIntegrityOutcome.TextRequired => await AgainAsync(id, nameof(Opinion), texts["请写明结论性意见。"], ct),
            SignIntegrityOutcome.TextChanged => await AgainAsync(id, "", texts["文本已修改，请重新阅读后再签字。"], ct),
            SignIntegrityOutcome.SamePerson => await AgainAsync(id, "", texts["两个签字必须由两个人作出。"], ct),
            SignIntegrityOutcome.SecretaryFirst => await AgainAsync(id, "", texts["请等书记先签署意见。"], ct),
            SignIntegrityOutcome.ReasonRequired => await AgainAsync(id, nameof(Comment), texts["请写明理由。"], ct),
        };
    }

    private RedirectToPageResult Done(string words)
    {
        TempData.Say(words);
        return RedirectToPage("/Inbox/Index");
    }

    private async Task<IActionResult> AgainAsync(Guid id, string field, string words, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct)) return NotFound();
        ModelState.AddModelError(field, words);
        return Page();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken ct)
    {
        if (await headers.ForAsync(id, kind, User.ToActor(), ct) is not { } header) return false;
        if (await read.RunAsync(id, User.ToActor(), ct) is not { } sheet) return false;
        (Header, Sheet) = (header, sheet);
        return true;
    }
}
