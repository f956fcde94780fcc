using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Synthesis;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>The ranked lists with their signatures, and who was chosen for inspection.</summary>
public sealed class SynthesisModel(CompetitionAccess access, ApprovalDb db, SynthesisBoard board) : ScoresPage(access, db)
{
    public SynthesisView Synthesis { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (!await FindAsync(runId, StageKind.Synthesis, ct)) return NotFound();
        Synthesis = (await board.ForAsync(runId, ct))!;
        return Page();
    }
}
