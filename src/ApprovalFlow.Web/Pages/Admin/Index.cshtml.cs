using ApprovalFlow.People;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Admin;

/// <summary>The door to everything a unit's administrator looks after.</summary>
[ForRole(Role.UnitAdministrator)]
public sealed class IndexModel : PageModel
{
    public IReadOnlyList<(Place Place, string What)> Places { get; } =
    [
        (new("人员和角色", "users", "/admin/people"), "录入和更正人员，授予角色，登记回避关系，停用离职人员的账号。"),
        (new("单位设置", "building-community", "/admin/units"), "单位的层级、名称、党组名称和监督电话。"),
        (new("工作日历", "calendar", "/admin/calendar"), "查看放假和调休安排，导入新年度，审批因日历变化而提前的期限。"),
    ];
}
