using System.ComponentModel.DataAnnotations;
using ApprovalFlow.People;
using ApprovalFlow.Units;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Admin.Units;

/// <summary>The tree of units below those one administers, and adding one to it.</summary>
[ForRole(Role.UnitAdministrator)]
public sealed class IndexModel(UnitsQuery units, FoundUnit found, Texts texts) : PageModel
{
    [BindProperty]
    public Fields Input { get; set; } = new();

    public IReadOnlyList<UnitsQuery.Row> Rows { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return await ShowAsync(ct);

        return await found.RunAsync(new(Input.ParentId, Input.Slug.Trim(), Input.Name.Trim(), Input.NameEn.Trim()), User.ToActor(), ct) switch
        {
            FoundUnitOutcome.Founded => Done(),
            FoundUnitOutcome.NotFound => NotFound(),
            FoundUnitOutcome.SlugTaken => await ShowAsync(ct, texts["同一个上级下已有这个代码。"]),
            FoundUnitOutcome.SlugInvalid => await ShowAsync(ct, texts["代码只能用小写字母、数字和连字符。"]),
        };
    }

    private RedirectToPageResult Done()
    {
        TempData.Say(texts["已增加“{0}”，您是它的管理员。", Input.Name]);
        return RedirectToPage();
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct, string? slugError = null)
    {
        if (slugError is not null) ModelState.AddModelError("Input.Slug", slugError);
        Rows = await units.RunAsync(User.ToActor(), ct);
        return Page();
    }

    public sealed class Fields
    {
        [Display(Name = "上级单位")]
        public Guid ParentId { get; set; }

        [Required, StringLength(60), Display(Name = "代码")]
        public string Slug { get; set; } = "";

        [Required, StringLength(120), Display(Name = "单位名称")]
        public string Name { get; set; } = "";

        [Required, StringLength(120), Display(Name = "英文名称")]
        public string NameEn { get; set; } = "";
    }
}
