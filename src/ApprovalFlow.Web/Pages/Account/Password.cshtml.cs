using System.ComponentModel.DataAnnotations;
using ApprovalFlow.People;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Account;

/// <summary>Changing one's own password; the other sessions of the account end, and the person is told by mail.</summary>
public sealed class PasswordModel(
    UserManager<People.Account> accounts, SignInManager<People.Account> signIn, TellPasswordChanged tell, Texts texts) : PageModel
{
    [BindProperty]
    public Fields Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return Page();
        if (await accounts.GetUserAsync(User) is not { } account) return NotFound();

        var result = await accounts.ChangePasswordAsync(account, Input.Current, Input.New);
        if (!result.Succeeded)
        {
            foreach (var error in result.Errors) ModelState.AddModelError("", error.Description);
            return Page();
        }

        await tell.RunAsync(User.ToActor(), ct);
        await signIn.RefreshSignInAsync(account);
        TempData.Say(texts["密码已修改。"]);
        return RedirectToPage("/Index");
    }

    public sealed class Fields
    {
        [Required, StringLength(200), DataType(DataType.Password), Display(Name = "现密码")]
        public string Current { get; set; } = "";

        [Required, StringLength(200), DataType(DataType.Password), Display(Name = "新密码")]
        public string New { get; set; } = "";

        [Required, Compare(nameof(New)), DataType(DataType.Password), Display(Name = "再输一次新密码")]
        public string Repeated { get; set; } = "";
    }
}
