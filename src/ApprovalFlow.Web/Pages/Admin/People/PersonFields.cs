using System.ComponentModel.DataAnnotations;

namespace ApprovalFlow.Web.Pages.Admin.People;

/// <summary>What is typed about a person, new or known.</summary>
public sealed class PersonFields
{
    [Required, StringLength(40), Display(Name = "工号")]
    public string StaffNumber { get; set; } = "";

    [Required, StringLength(100), Display(Name = "姓名")]
    public string Name { get; set; } = "";

    [Required, StringLength(120), Display(Name = "部门")]
    public string Department { get; set; } = "";

    [Required, StringLength(120), Display(Name = "现任职务")]
    public string Position { get; set; } = "";

    [Required, StringLength(200), EmailAddress, Display(Name = "电子邮件")]
    public string Email { get; set; } = "";

    [StringLength(60), Display(Name = "电话")]
    public string? Phone { get; set; }

    [Required, RegularExpression("zh-CN|en"), Display(Name = "邮件语言")]
    public string Language { get; set; } = Languages.Language.Chinese;
}
