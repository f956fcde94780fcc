using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Scoring;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Stages.Inspection;

/// <summary>A place among the subjects that somebody left, and who is next by rank; null when the list is exhausted.</summary>
public sealed record FillInPlace(
    Guid PostId, string PostName, Guid OutApplicationId, string OutName, Guid? NextApplicationId, string NextName, int? NextRank, bool Used);

/// <summary>Which places could be filled in before the inspection notice is published.</summary>
public sealed class FillInQuery(ApprovalDb db)
{
    public async Task<IReadOnlyList<FillInPlace>> ForAsync(Guid stageRunId, CancellationToken ct)
    {
        var competitionId = await db.Set<StageRun>().Where(r => r.Id == stageRunId).Select(r => r.CompetitionId).SingleAsync(ct);
        var left = await (
            from a in db.Set<Application>().AsNoTracking()
            where a.CompetitionId == competitionId && (a.State == ApplicationState.Withdrawn || a.State == ApplicationState.Disqualified)
                && db.Set<CaseEvent>().Any(e => e.ApplicationId == a.Id && e.Kind == CaseEventKind.EnteredInspection)
            join post in db.Set<Post>().AsNoTracking() on a.PostId equals post.Id
            join person in db.Set<Person>().AsNoTracking() on a.PersonId equals person.Id
            orderby post.Seq, a.Number
            select new { a.Id, PostId = post.Id, Post = post.Name, person.Name }).ToListAsync(ct);
        if (left.Count == 0) return [];

        var used = await db.Set<InspectionFillIn>().Where(f => f.StageRunId == stageRunId).Select(f => f.PostId).ToListAsync(ct);
        var waiting = (await db.Set<Application>().AsNoTracking()
            .Where(a => a.CompetitionId == competitionId && a.State == ApplicationState.NotInspected && a.HeldAt == null)
            .Select(a => a.Id).ToListAsync(ct)).ToHashSet();
        var places = new List<FillInPlace>();
        foreach (var one in left)
        {
            var next = await NextAsync(one.PostId, waiting, ct);
            places.Add(new(one.PostId, one.Post, one.Id, one.Name, next?.ApplicationId, next?.Name ?? "", next?.Rank, used.Contains(one.PostId)));
        }

        return places;
    }

    /// <summary>The best ranked of the post's list who is not yet among the subjects.</summary>
    private async Task<ListedCandidate?> NextAsync(Guid postId, HashSet<Guid> waiting, CancellationToken ct)
    {
        var list = await db.Set<RankedList>().AsNoTracking().Where(l => l.PostId == postId)
            .OrderByDescending(l => l.ComputedAt).ThenByDescending(l => l.Round).FirstOrDefaultAsync(ct);
        return list?.Rows.Where(r => r.Rank is not null && waiting.Contains(r.ApplicationId)).MinBy(r => r.Rank);
    }
}
