using ApprovalFlow.Mail;
using ApprovalFlow.Operations;
using ApprovalFlow.People;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Operations;

/// <summary>Outgoing mails with their state and what the server said; one may be sent again. What a mail says is not shown.</summary>
[ForRole(Role.Operator)]
public sealed class MailModel(OutgoingMails mails, ResendMail resend, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "state")]
    public MailState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Address { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<OutgoingMail> Lines { get; private set; } = [];

    public int Total { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => (Lines, Total) = await mails.ForAsync(State, Address, PageNumber, ct);

    public async Task<IActionResult> OnPostResendAsync(Guid mail, CancellationToken ct) =>
        await resend.RunAsync(new(mail), User.ToActor(), ct) switch
        {
            ResendMailOutcome.Queued => Back(texts["已重新排队发送。"], Tone.Good),
            ResendMailOutcome.StillPending => Back(texts["这封邮件还在发送中。"], Tone.Wait),
            ResendMailOutcome.NotFound => NotFound(),
        };

    private RedirectToPageResult Back(string text, Tone tone)
    {
        TempData.Say(text, tone);
        return RedirectToPage(new { state = State, q = Address, p = PageNumber });
    }
}
