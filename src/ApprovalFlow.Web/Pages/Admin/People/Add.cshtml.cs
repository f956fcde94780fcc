using System.ComponentModel.DataAnnotations;
using ApprovalFlow.People;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ApprovalFlow.Web.Pages.Admin.People;

/// <summary>Entering somebody, who then sets a password through a mailed link.</summary>
[ForRole(Role.UnitAdministrator)]
public sealed class AddModel(AddPerson add, PeopleQuery people, PasswordLinks links, Texts texts) : PageModel
{
    [BindProperty, Display(Name = "单位")]
    public Guid UnitId { get; set; }

    [BindProperty, Required, StringLength(100), RegularExpression("[A-Za-z0-9._@+-]+", ErrorMessage = "登录名只能用字母、数字和 - . _ @ +。"), Display(Name = "登录名")]
    public string UserName { get; set; } = "";

    [BindProperty]
    public PersonFields Person { get; set; } = new();

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return await ShowAsync(ct);

        var (outcome, id) = await add.RunAsync(
            new(UnitId, Person.StaffNumber.Trim(), Person.Name.Trim(), Person.Department.Trim(), Person.Position.Trim(),
                Person.Email.Trim(), Person.Phone?.Trim() ?? "", UserName.Trim(), Person.Language),
            User.ToActor(), ct);
        return outcome switch
        {
            AddPersonOutcome.Added => await InviteAsync(id, ct),
            AddPersonOutcome.NotFound => NotFound(),
            AddPersonOutcome.StaffNumberTaken => await ShowAsync(ct, "Person.StaffNumber", texts["本单位已有人用这个工号。"]),
            AddPersonOutcome.UserNameTaken => await ShowAsync(ct, nameof(UserName), texts["登录名“{0}”已被使用。", UserName]),
        };
    }

    private async Task<IActionResult> InviteAsync(Guid id, CancellationToken ct)
    {
        await links.SendAsync(id, Url, ct);
        TempData.Say(texts["已录入 {0}，设置密码的链接已发出。", Person.Name]);
        return RedirectToPage("/Admin/People/Edit", new { id });
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct, string field = "", string error = "")
    {
        if (error.Length > 0) ModelState.AddModelError(field, error);
        var sheet = await people.RunAsync(new(null, null, false, 1), User.ToActor(), ct);
        Units = [.. sheet.Units.Select(u => new SelectListItem(Language.IsChinese || u.NameEn.Length == 0 ? u.Name : u.NameEn, u.Id.ToString()))];
        return Page();
    }
}
