using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages;

/// <summary>The door: what this is, for those who are not signed in; everybody else goes to their inbox.</summary>
[AllowAnonymous]
public sealed class IndexModel : PageModel
{
    public IActionResult OnGet()
    {
        if (User.ToActorOrNull() is null) return Page();
        TempData.Keep();
        return Redirect("/inbox");
    }
}
