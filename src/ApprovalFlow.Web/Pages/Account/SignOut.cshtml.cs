using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Account;

/// <summary>Signing out: a button in the menu, or this page.</summary>
[AllowAnonymous]
public sealed class SignOutModel(SignInManager<People.Account> signIn, Texts texts) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        TempData.Say(texts["您已退出登录。"]);
        return RedirectToPage("/Index");
    }
}
