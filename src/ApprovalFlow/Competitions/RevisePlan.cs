using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Competitions;

/// <summary>How a change of a plan in drafting ended. <see cref="Stale"/>: somebody else changed it since the page was opened.</summary>
public enum EditPlanOutcome { Saved = 1, NotFound, PlanClosed, Stale, NameRequired, NumbersInvalid, RulesInvalid }

/// <summary>Changes the text, terms and timetable of a plan that is still being written.</summary>
public sealed class RevisePlan(ApprovalDb db, CompetitionAccess access, TimeProvider clock)
{
    public sealed record Request(Guid CompetitionId, int RevisionSeen, string Title, string TitleEn, Plan Plan);

    public Task<EditPlanOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if ((await access.ForAsync(actor, request.CompetitionId, ct))?.Organises != true) return EditPlanOutcome.NotFound;
        var competition = await db.Set<Competition>().SingleAsync(c => c.Id == request.CompetitionId, ct);
        if (competition.PlanIsOpen && competition.PlanRevision != request.RevisionSeen) return EditPlanOutcome.Stale;
        if (!competition.Revise(request.Title.Trim(), request.TitleEn.Trim(), request.Plan)) return EditPlanOutcome.PlanClosed;

        db.Record(competition.Id, "plan.revised", competition.Id, actor, $"#{competition.PlanRevision} {competition.PlanJson}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return EditPlanOutcome.Saved;
    });
}
