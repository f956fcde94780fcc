using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Archive;

/// <summary>How many cases ended in one way.</summary>
public sealed record ResultCount(ApplicationState State, int Count);

/// <summary>The end of a competition, archived or closed without appointment, for those who watch it.</summary>
public sealed record ClosingBoard(
    StageRun Run, Guid CompetitionId, string Title, string TitleEn, string EndReason, DateTimeOffset? EndedAt,
    IReadOnlyList<RecordLine> Record, IReadOnlyList<ResultCount> Results);

public sealed class ClosingBoardQuery(ApprovalDb db, CompetitionAccess access, RecordChecklist checklist)
{
    public async Task<ClosingBoard?> ForAsync(Guid runId, StageKind kind, Actor actor, CancellationToken ct)
    {
        var run = await db.Set<StageRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == runId && r.Kind == kind, ct);
        if (run is null || (await access.ForAsync(actor, run.CompetitionId, ct))?.Opens(run.Kind) != true) return null;

        var competition = await db.Set<Competition>().AsNoTracking().SingleAsync(c => c.Id == run.CompetitionId, ct);
        var results = await db.Set<Application>().Where(a => a.CompetitionId == competition.Id && a.State != ApplicationState.Draft)
            .GroupBy(a => a.State).Select(g => new ResultCount(g.Key, g.Count())).ToListAsync(ct);
        return new(
            run, competition.Id, competition.Title, competition.TitleEn, competition.EndReason, competition.EndedAt,
            await checklist.ForAsync(competition.Id, ct), [.. results.OrderBy(r => r.State)]);
    }
}
