using System.ComponentModel.DataAnnotations;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Account;

/// <summary>Sign-in. Every refusal is said in the same words: they do not tell which accounts exist or are locked.</summary>
[AllowAnonymous]
public sealed class SignInModel(AccountLookup lookup, SignInManager<People.Account> signIn, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? Onward() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid) return Page();

        if (await lookup.FindAsync(Input.Name) is { } account)
        {
            var result = await signIn.PasswordSignInAsync(account, Input.Password, isPersistent: false, lockoutOnFailure: true);
            if (result.Succeeded) return Onward();
        }
        else
        {
            lookup.SpendTheTimeOfACheck(Input.Password);
        }

        ModelState.AddModelError("", texts["登录名或密码不正确。连续输错 5 次，账号会锁定 15 分钟。"]);
        return Page();
    }

    private IActionResult Onward() => Url.IsLocalUrl(To) ? LocalRedirect(To) : RedirectToPage("/Index");

    public sealed class Fields
    {
        [Required, StringLength(256), Display(Name = "登录名或电子邮件")]
        public string Name { get; set; } = "";

        [Required, StringLength(200), DataType(DataType.Password), Display(Name = "密码")]
        public string Password { get; set; } = "";
    }
}
