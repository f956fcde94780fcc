using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Procedures;

/// <summary>What waits for the reader, the reader's units' own procedures, and the templates: every version.</summary>
public sealed class IndexModel(ProcedureSheet procedures) : PageModel
{
    public ProcedureList List { get; private set; } = null!;

    public IEnumerable<ProcedureLine> ToDecide => List.Lines.Where(l => l.MayDecide);
    public bool MayDraft => List.Units.Any(u => u.Drafts);

    /// <summary>What is being worked on first, then what is in force, then what was.</summary>
    public IEnumerable<ProcedureLine> LinesOf(Guid? unitId) => List.Lines.Where(l => l.UnitId == unitId).OrderBy(l => l.State);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await procedures.AllForAsync(User.ToActor(), ct) is not { } list) return NotFound();
        List = list;
        return Page();
    }
}
