using System.Text.Json;
using ApprovalFlow.Eligibility;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>
/// Adds a post to a plan in drafting, or changes one of it. That more are to be appointed than posts are vacant can be
/// saved, because a draft may be unfinished; it cannot be submitted (INV-03).
/// </summary>
public sealed class SavePost(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public const int MostPerPost = 50;

    /// <summary><see cref="PostId"/> null adds a post at the end.</summary>
    public sealed record Request(
        Guid CompetitionId, Guid? PostId, string Name, string Department, string Level, string Duties, string Requirements,
        string RulesJson, int Vacancies, int Quota, bool NeedsHealth = false);

    public Task<EditPlanOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if ((await access.ForAsync(actor, request.CompetitionId, ct))?.Organises != true) return EditPlanOutcome.NotFound;
        if (string.IsNullOrWhiteSpace(request.Name)) return EditPlanOutcome.NameRequired;
        if (request.Quota is < 1 or > MostPerPost || request.Vacancies is < 0 or > MostPerPost) return EditPlanOutcome.NumbersInvalid;

        if (EligibilityRules.Read(request.RulesJson) is null) return EditPlanOutcome.RulesInvalid;

        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        var posts = await db.Set<Post>().Where(p => p.CompetitionId == competition.Id).ToListAsync(ct);
        var post = request.PostId is { } id ? posts.SingleOrDefault(p => p.Id == id) : null;
        if (request.PostId is not null && post is null) return EditPlanOutcome.NotFound;
        if (!competition.Touch()) return EditPlanOutcome.PlanClosed;
        if (post is null)
        {
            var seq = posts.Select(p => p.Seq).DefaultIfEmpty(0).Max() + 1;
            db.Add(post = Post.In(competition, seq, "", "", "", 0, 0));
        }

        (post.Name, post.Department, post.Level) = (request.Name.Trim(), request.Department.Trim(), request.Level.Trim());
        (post.Duties, post.Requirements, post.RulesJson) = (request.Duties.Trim(), request.Requirements.Trim(), request.RulesJson);
        (post.Vacancies, post.Quota, post.NeedsHealth) = (request.Vacancies, request.Quota, request.NeedsHealth);
        db.Record(competition.Id, "plan.post-saved", post.Id, actor, JsonSerializer.Serialize(request, Competition.Json), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return EditPlanOutcome.Saved;
    });
}
