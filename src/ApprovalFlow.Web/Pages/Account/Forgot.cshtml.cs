using System.ComponentModel.DataAnnotations;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Account;

/// <summary>Asks for a link by mail. The answer is the same whether the account exists or not.</summary>
[AllowAnonymous]
public sealed class ForgotModel(AccountLookup lookup, PasswordLinks links) : PageModel
{
    [BindProperty, Required, StringLength(256), Display(Name = "登录名或电子邮件")]
    public string Name { get; set; } = "";

    public bool Sent { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return Page();

        if (await lookup.FindAsync(Name) is { } account) await links.SendAsync(account.Id, Url, ct);
        Sent = true;
        return Page();
    }
}
