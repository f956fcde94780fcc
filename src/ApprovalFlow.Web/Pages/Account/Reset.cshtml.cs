using System.ComponentModel.DataAnnotations;
using ApprovalFlow.People;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Account;

/// <summary>Where the link of the mail leads: a new password for the account it was sent to.</summary>
[AllowAnonymous]
public sealed class ResetModel(UserManager<People.Account> accounts, TellPasswordChanged tell, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public Fields Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return Page();

        var account = await accounts.FindByIdAsync(Id.ToString());
        if (account is null)
        {
            ModelState.AddModelError("", texts["链接已失效，请重新申请。"]);
            return Page();
        }

        var result = await accounts.ResetPasswordAsync(account, Token, Input.New);
        if (!result.Succeeded)
        {
            foreach (var error in result.Errors) ModelState.AddModelError("", error.Description);
            return Page();
        }

        // Whoever holds the mailbox has proven more than a guesser of passwords: the lock is lifted.
        await accounts.SetLockoutEndDateAsync(account, null);
        await tell.RunAsync(new Actor(account.Id, account.UserName ?? ""), ct);
        TempData.Say(texts["密码已修改，请登录。"]);
        return RedirectToPage("/Account/SignIn");
    }

    public sealed class Fields
    {
        [Required, StringLength(200), DataType(DataType.Password), Display(Name = "新密码")]
        public string New { get; set; } = "";

        [Required, Compare(nameof(New)), DataType(DataType.Password), Display(Name = "再输一次新密码")]
        public string Repeated { get; set; } = "";
    }
}
