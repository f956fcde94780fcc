using ApprovalFlow.People;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Admin.People;

/// <summary>One person of a unit one administers: details, roles, account, relations for recusal.</summary>
[ForRole(Role.UnitAdministrator)]
public sealed class EditModel(
    PersonSheet sheet, ChangePerson change, SetRoles setRoles, SetActive setActive, DeclareRelation declare, WithdrawRelation withdraw,
    PasswordLinks links, Texts texts) : PageModel
{
    public PersonSheet.Sheet Sheet { get; private set; } = null!;

    public PersonFields Details { get; private set; } = new();

    public string Relative { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await sheet.ForAsync(id, User.ToActor(), ct) is not { } found) return NotFound();

        Sheet = found;
        Details = new()
        {
            StaffNumber = found.Person.StaffNumber, Name = found.Person.Name, Department = found.Person.Department,
            Position = found.Person.Position, Email = found.Person.Email, Phone = found.Person.Phone, Language = found.Person.Language,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostDetailsAsync(Guid id, [Bind(Prefix = nameof(Details))] PersonFields details, CancellationToken ct)
    {
        if (!ModelState.IsValid) return await AgainAsync(id, details, ct);

        var outcome = await change.RunAsync(
            new(id, details.StaffNumber.Trim(), details.Name.Trim(), details.Department.Trim(), details.Position.Trim(),
                details.Email.Trim(), details.Phone?.Trim() ?? "", details.Language),
            User.ToActor(), ct);
        switch (outcome)
        {
            case ChangePersonOutcome.Saved:
                return Back(id, texts["已保存。"]);
            case ChangePersonOutcome.StaffNumberTaken:
                ModelState.AddModelError("Details.StaffNumber", texts["本单位已有人用这个工号。"]);
                return await AgainAsync(id, details, ct);
            case ChangePersonOutcome.NotFound:
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostRolesAsync(Guid id, Role[] roles, CancellationToken ct) =>
        await setRoles.RunAsync(new(id, roles), User.ToActor(), ct) switch
        {
            SetRolesOutcome.Saved => Back(id, texts["角色已保存。"]),
            SetRolesOutcome.NotFound => NotFound(),
            SetRolesOutcome.OwnRoles => Back(id, texts["不能改自己的角色，请另一位管理员办理。"], Tone.Bad),
            SetRolesOutcome.LastAdministrator => Back(id, texts["这是本单位唯一的管理员，请先授权另一位。"], Tone.Bad),
        };

    public async Task<IActionResult> OnPostActiveAsync(Guid id, bool active, CancellationToken ct) =>
        await setActive.RunAsync(new(id, active), User.ToActor(), ct) switch
        {
            SetActiveOutcome.Saved => Back(id, active ? texts["已恢复。"] : texts["已停用，一分钟内退出登录。"]),
            SetActiveOutcome.NotFound => NotFound(),
            SetActiveOutcome.Oneself => Back(id, texts["不能停用自己。"], Tone.Bad),
            SetActiveOutcome.LastAdministrator => Back(id, texts["这是本单位唯一的管理员，请先授权另一位。"], Tone.Bad),
        };

    public async Task<IActionResult> OnPostLinkAsync(Guid id, CancellationToken ct)
    {
        if (await sheet.ForAsync(id, User.ToActor(), ct) is null) return NotFound();

        return await links.SendAsync(id, Url, ct)
            ? Back(id, texts["链接已发出，两小时内有效。"])
            : Back(id, texts["五分钟内已经发过，或者没有可用的电子邮件。"], Tone.Bad);
    }

    public async Task<IActionResult> OnPostRelationAsync(Guid id, string? relative, Kinship kinship, CancellationToken ct) =>
        await declare.RunAsync(new(id, relative?.Trim() ?? "", kinship), User.ToActor(), ct) switch
        {
            DeclareRelationOutcome.Saved => Back(id, texts["回避关系已登记。"]),
            DeclareRelationOutcome.NotFound => NotFound(),
            DeclareRelationOutcome.RelativeUnknown => await RelationAgainAsync(id, relative, texts["本单位没有这个工号。"], ct),
            DeclareRelationOutcome.Oneself => await RelationAgainAsync(id, relative, texts["这是本人的工号。"], ct),
        };

    public async Task<IActionResult> OnPostWithdrawRelationAsync(Guid id, Guid relationId, CancellationToken ct) =>
        await withdraw.RunAsync(new(id, relationId), User.ToActor(), ct) ? Back(id, texts["登记已撤销。"]) : NotFound();

    private RedirectToPageResult Back(Guid id, string said, Tone tone = Tone.Good)
    {
        TempData.Say(said, tone);
        return RedirectToPage(new { id });
    }

    private async Task<IActionResult> AgainAsync(Guid id, PersonFields typed, CancellationToken ct)
    {
        var shown = await OnGetAsync(id, ct);
        Details = typed;
        return shown;
    }

    private async Task<IActionResult> RelationAgainAsync(Guid id, string? typed, string error, CancellationToken ct)
    {
        ModelState.AddModelError("relative", error);
        Relative = typed ?? "";
        return await OnGetAsync(id, ct);
    }
}
