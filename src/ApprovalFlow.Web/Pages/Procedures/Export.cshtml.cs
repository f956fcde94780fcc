using System.Globalization;
using ApprovalFlow.Procedures;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Procedures;

/// <summary>One version as a file, exactly as it stands.</summary>
public sealed class ExportModel(DraftSheet drafts) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await drafts.ForAsync(id, User.ToActor(), ct) is not { } draft) return NotFound();
        var name = string.Create(CultureInfo.InvariantCulture, $"{draft.Version.DefinitionId}.v{draft.Version.Version}.json");
        return File(ProcedureFile.Write(draft.Json), "application/json", name);
    }
}
