using ApprovalFlow.Notices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Notices;

/// <summary>The fields of a report that both ways of making one share; what was typed survives a refusal.</summary>
public abstract class ReportForm : PageModel
{
    [BindProperty]
    public Guid? PersonId { get; set; }

    [BindProperty]
    public string? TimeAndPlace { get; set; }

    [BindProperty]
    public string? Facts { get; set; }

    [BindProperty]
    public bool? Named { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    /// <summary>Whom a report can be about.</summary>
    public IReadOnlyList<NamedInNotice> People { get; protected set; } = [];
}
