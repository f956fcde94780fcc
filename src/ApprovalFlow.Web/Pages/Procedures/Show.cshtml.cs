using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Procedures;

/// <summary>One version of a procedure: its drawing, and the same in words.</summary>
public sealed class ShowModel(ProcedureSheet procedures) : PageModel
{
    public ProcedurePage Sheet { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await procedures.ForAsync(id, User.ToActor(), ct) is not { } sheet) return NotFound();
        Sheet = sheet;
        return Page();
    }

    /// <summary>The activity a connection leads to, by its name in the reader's language.</summary>
    public string TargetOf(DrawnConnection connection, bool chinese) =>
        Sheet.Drawing.Activities.FirstOrDefault(a => a.Id == connection.To) is { } target ? ProcedureWords.Name(target, chinese) : connection.To;
}
