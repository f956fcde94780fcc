using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages;
using ApprovalFlow.Stages.WrittenExam;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>The written exam: how far the marks are, and the published ones with their corrections.</summary>
public sealed class WrittenExamModel(CompetitionAccess access, ApprovalDb db, ExamBoardQuery board) : ScoresPage(access, db)
{
    public ExamBoard Board { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid runId, CancellationToken ct)
    {
        if (!await FindAsync(runId, StageKind.WrittenExam, ct)) return NotFound();
        Board = await board.ForAsync(Run, ct);
        return Page();
    }
}
