using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Stages;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Pages.Stages;

/// <summary>
/// A stage in which people are scored, for those who may know scores: organisers, supervisors, auditors and the leading
/// group. Unit administrators open the board but no scores.
/// </summary>
[Authorize]
public abstract class ScoresPage(CompetitionAccess access, ApprovalDb db) : PageModel
{
    public StageRun Run { get; private set; } = null!;

    public Competition Competition { get; private set; } = null!;

    protected async Task<bool> FindAsync(Guid runId, StageKind kind, CancellationToken ct)
    {
        if (await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.Kind == kind, ct) is not { } run) return false;
        if (await access.ForAsync(User.ToActor(), run.CompetitionId, ct) is not { } rights || !rights.Opens(kind)) return false;

        Run = run;
        Competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct);
        return true;
    }
}
