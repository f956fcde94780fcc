using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Procedures;

/// <summary>One version of a procedure: its drawing, the same in words, what happened to it, and what the reader may do with it.</summary>
public sealed class ShowModel(
    ProcedureSheet procedures, SubmitProcedure submit, RecallProcedure recall, ApproveProcedure approve, WithdrawProcedure withdraw,
    StartNextVersion next, DiscardDraft discard, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The revision on the page that was acted on.</summary>
    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool Approve { get; set; }

    public ProcedurePage Sheet { get; private set; } = null!;
    public string? ReasonError { get; private set; }
    public IReadOnlyList<Difference> Differences { get; private set; } = [];

    public bool IsNewest => Sheet.Version.State < ProcedureState.Published || Sheet.OpenDraftId is null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSubmitAsync(CancellationToken ct) =>
        (await submit.RunAsync(new(Id, Revision), User.ToActor(), ct)).Outcome switch
        {
            SubmitProcedureOutcome.Submitted => Done(texts["已提交，等待领导小组或党组书记审批。"]),
            SubmitProcedureOutcome.NotFound => NotFound(),
            SubmitProcedureOutcome.NotADraft => Refused(texts["这一版已不是草稿。"]),
            SubmitProcedureOutcome.Changed => Refused(texts["您查看之后草稿又有改动，请看过新的内容再提交。"]),
            SubmitProcedureOutcome.HasErrors => Refused(texts["检查发现错误，改正后才能提交。"]),
            SubmitProcedureOutcome.NobodyToApprove => Refused(texts["没有可以审批的人：领导小组成员和党组书记中，须有未参与起草的人。"]),
        };

    public async Task<IActionResult> OnPostRecallAsync(CancellationToken ct) => await recall.RunAsync(new(Id), User.ToActor(), ct) switch
    {
        RecallProcedureOutcome.Recalled => Done(texts["已取回，可以继续修改。"]),
        RecallProcedureOutcome.NotFound => NotFound(),
        RecallProcedureOutcome.NotSubmitted => Refused(texts["这一版没有在等待审批。"]),
    };

    public async Task<IActionResult> OnPostDecideAsync(CancellationToken ct) =>
        (await approve.RunAsync(new(Id, Revision, Approve, Reason), User.ToActor(), ct)).Outcome switch
        {
            ApproveProcedureOutcome.Published => Done(texts["已批准并发布，可以用它举办竞争上岗了。"]),
            ApproveProcedureOutcome.Returned => Done(texts["已退回起草人修改。"]),
            ApproveProcedureOutcome.NotFound => NotFound(),
            ApproveProcedureOutcome.NotSubmitted => Refused(texts["这一版没有在等待审批。"]),
            ApproveProcedureOutcome.Changed => Refused(texts["您查看之后这一版被取回并重新提交，请看过新的内容再决定。"]),
            ApproveProcedureOutcome.OwnWork => Refused(texts["参与起草的人不能审批同一版本。"]),
            ApproveProcedureOutcome.ReasonRequired => await ReadAsync(ct) ? Asked(texts["请说明退回的理由。"]) : NotFound(),
            ApproveProcedureOutcome.HasErrors => Refused(texts["检查发现错误，不能发布；请退回修改。"]),
        };

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct) => await withdraw.RunAsync(new(Id, Reason), User.ToActor(), ct) switch
    {
        WithdrawProcedureOutcome.Withdrawn => Done(texts["已停用：不能再用于新的竞争上岗，内容仍可查阅。"]),
        WithdrawProcedureOutcome.NotFound => NotFound(),
        WithdrawProcedureOutcome.NotPublished => Refused(texts["只有已发布的版本可以停用。"]),
        WithdrawProcedureOutcome.ReasonRequired => await ReadAsync(ct) ? Asked(texts["请说明停用的理由。"]) : NotFound(),
    };

    public async Task<IActionResult> OnPostNextAsync(CancellationToken ct)
    {
        var result = await next.RunAsync(new(Id), User.ToActor(), ct);
        if (result.Outcome == StartNextVersionOutcome.NotFound) return NotFound();
        if (result.Outcome == StartNextVersionOutcome.AlreadyOpen) TempData.Say(texts["已有一份草稿，请在它上面继续。"], Tone.Wait);
        return Redirect($"/procedures/{result.VersionId}");
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken ct) => await discard.RunAsync(new(Id), User.ToActor(), ct) switch
    {
        DiscardDraftOutcome.Discarded => Gone(),
        DiscardDraftOutcome.NotFound => NotFound(),
        DiscardDraftOutcome.NotADraft => Refused(texts["这一版已不是草稿。"]),
    };

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await procedures.ForAsync(Id, User.ToActor(), ct) is not { } sheet) return false;
        Sheet = sheet;
        if (sheet.BeforeDrawing is not null) Differences = DrawingDifference.Of(sheet.BeforeDrawing, sheet.Drawing, Language.IsChinese);
        return true;
    }

    private PageResult Asked(string error)
    {
        ReasonError = error;
        return Page();
    }

    private RedirectResult Done(string text)
    {
        TempData.Say(text);
        return Redirect($"/procedures/{Id}");
    }

    private RedirectResult Refused(string text)
    {
        TempData.Say(text, Tone.Bad);
        return Redirect($"/procedures/{Id}");
    }

    private RedirectResult Gone()
    {
        TempData.Say(texts["草稿已放弃。"]);
        return Redirect("/procedures");
    }
}
