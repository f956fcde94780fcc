using System.ComponentModel.DataAnnotations;
using ApprovalFlow.People;
using ApprovalFlow.Units;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Admin.Units;

/// <summary>How a unit is called and reached.</summary>
[ForRole(Role.UnitAdministrator)]
public sealed class EditModel(UnitsQuery units, ChangeUnit change, Texts texts) : PageModel
{
    [BindProperty]
    public Fields Input { get; set; } = new();

    public Unit Unit { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        Input = new()
        {
            Name = Unit.Name, NameEn = Unit.NameEn, PartyGroupName = Unit.PartyGroupName, SupervisionPhone = Unit.SupervisionPhone,
            ContactAddress = Unit.ContactAddress, ContactEmail = Unit.ContactEmail,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();
        if (!ModelState.IsValid) return Page();

        var saved = await change.RunAsync(
            new(id, Input.Name.Trim(), Input.NameEn.Trim(), Input.PartyGroupName?.Trim() ?? "", Input.SupervisionPhone?.Trim() ?? "",
                Input.ContactAddress?.Trim() ?? "", Input.ContactEmail?.Trim() ?? ""),
            User.ToActor(), ct);
        if (!saved) return NotFound();

        TempData.Say(texts["已保存。"]);
        return RedirectToPage("/Admin/Units/Index");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        var row = (await units.RunAsync(User.ToActor(), ct)).FirstOrDefault(r => r.Unit.Id == id && r.Administered);
        if (row is null) return false;
        Unit = row.Unit;
        return true;
    }

    public sealed class Fields
    {
        [Required, StringLength(120), Display(Name = "单位名称")]
        public string Name { get; set; } = "";

        [Required, StringLength(120), Display(Name = "英文名称")]
        public string NameEn { get; set; } = "";

        [StringLength(120), Display(Name = "党委（党组）名称")]
        public string? PartyGroupName { get; set; }

        [StringLength(60), Display(Name = "监督电话")]
        public string? SupervisionPhone { get; set; }

        [StringLength(200), Display(Name = "联系地址")]
        public string? ContactAddress { get; set; }

        [StringLength(200), EmailAddress, Display(Name = "联系邮箱")]
        public string? ContactEmail { get; set; }
    }
}
