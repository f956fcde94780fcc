using ApprovalFlow.Applications;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Me;

/// <summary>Takes files in and removes them, for the form and for the own case; leads back to where the button was.</summary>
[Authorize]
public sealed class AttachmentsModel(AddAttachment add, RemoveAttachment remove, Texts texts) : PageModel
{
    public IActionResult OnGet(Guid competitionId) => RedirectToPage("/Me/Case", new { competitionId });

    public async Task<IActionResult> OnPostAddAsync(Guid competitionId, AttachmentKind kind, IFormFile? upload, string? back, CancellationToken ct)
    {
        if (upload is null || !Enum.IsDefined(kind)) return Say(AddAttachmentOutcome.Empty, competitionId, back);
        await using var content = upload.OpenReadStream();
        var outcome = await add.RunAsync(new(competitionId, kind, upload.FileName, content), User.ToActor(), ct);
        return outcome == AddAttachmentOutcome.NotFound ? NotFound() : Say(outcome, competitionId, back);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid competitionId, Guid attachmentId, string? back, CancellationToken ct)
    {
        var outcome = await remove.RunAsync(new(competitionId, attachmentId), User.ToActor(), ct);
        if (outcome == RemoveAttachmentOutcome.NotFound) return NotFound();
        TempData.Say(texts.Of(outcome), outcome == RemoveAttachmentOutcome.Removed ? Tone.Good : Tone.Bad);
        return Back(competitionId, back);
    }

    private RedirectToPageResult Say(AddAttachmentOutcome outcome, Guid competitionId, string? back)
    {
        TempData.Say(texts.Of(outcome), outcome == AddAttachmentOutcome.Added ? Tone.Good : Tone.Bad);
        return Back(competitionId, back);
    }

    private RedirectToPageResult Back(Guid competitionId, string? back) =>
        RedirectToPage(back == "apply" ? "/Me/Apply" : "/Me/Case", null, new { competitionId }, "attachments");
}
