using ApprovalFlow.Objections;
using ApprovalFlow.People;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Objections;

/// <summary>Who made a named report, opened with an entry in the record, and the answer given to them. For the discipline office only.</summary>
[ForRole(Role.Discipline)]
public sealed class ReporterModel(ObjectionQuery objections, ReadReporter read, TellReporter tell, Texts texts) : PageModel
{
    public ObjectionSheet Sheet { get; private set; } = null!;

    /// <summary>Null until opened.</summary>
    public ReporterIdentity? Reporter { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await objections.ForDisciplineAsync(id, User.ToActor(), ct) is not { } sheet) return NotFound();
        Sheet = sheet;
        return Page();
    }

    public async Task<IActionResult> OnPostReadAsync(Guid id, CancellationToken ct)
    {
        Reporter = await read.RunAsync(new(id), User.ToActor(), ct);
        return Reporter is null ? NotFound() : await OnGetAsync(id, ct);
    }

    public async Task<IActionResult> OnPostToldAsync(Guid id, CancellationToken ct)
    {
        var outcome = await tell.RunAsync(new(id), User.ToActor(), ct);
        return outcome switch
        {
            TellReporterOutcome.Told => Said(id, texts["已记录：结果已反馈反映人。"], Tone.Good),
            TellReporterOutcome.NotFound => NotFound(),
            TellReporterOutcome.NotNamed => Said(id, texts["这是不署名的反映，没有反映人身份，也不反馈。"], Tone.Wait),
            TellReporterOutcome.NotSettled => Said(id, texts["作出结论后再反馈。"], Tone.Wait),
            TellReporterOutcome.AlreadyTold => Said(id, texts["此前已经记录反馈。"], Tone.Wait),
        };
    }

    private RedirectToPageResult Said(Guid id, string words, Tone tone)
    {
        TempData.Say(words, tone);
        return RedirectToPage(new { id });
    }
}
