using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.Interview;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>The interview: who has handed in, and the scores once all have.</summary>
public sealed class InterviewModel(CompetitionAccess access, ApprovalDb db, InterviewBoard board) : ScoresPage(access, db)
{
    public InterviewProgress Interview { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (!await FindAsync(runId, StageKind.Interview, ct)) return NotFound();
        Interview = (await board.ForAsync(runId, ct))!;
        return Page();
    }
}
