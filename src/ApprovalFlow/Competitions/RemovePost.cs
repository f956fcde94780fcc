using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>Takes a post out of a plan that is still being written; the ones after it move up.</summary>
public sealed class RemovePost(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId, Guid PostId);

    public Task<EditPlanOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if ((await access.ForAsync(actor, request.CompetitionId, ct))?.Organises != true) return EditPlanOutcome.NotFound;
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        var posts = await db.Set<Post>().Where(p => p.CompetitionId == competition.Id).OrderBy(p => p.Seq).ToListAsync(ct);
        if (posts.SingleOrDefault(p => p.Id == request.PostId) is not { } post) return EditPlanOutcome.NotFound;
        if (!competition.Touch()) return EditPlanOutcome.PlanClosed;

        db.Remove(post);
        posts.Remove(post);
        for (var i = 0; i < posts.Count; i++) posts[i].Seq = i + 1;
        db.Record(competition.Id, "plan.post-removed", post.Id, actor, post.Name, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return EditPlanOutcome.Saved;
    });
}
