using ApprovalFlow.Infrastructure;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.People;

/// <summary>Takes back a relation entered by mistake.</summary>
public sealed class WithdrawRelation(ApprovalDb db, TimeProvider clock)
{
    public sealed record Request(Guid PersonId, Guid RelationId);

    /// <summary>False when there is no such relation of a person the actor administers.</summary>
    public Task<bool> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var person = await db.PersonAdministeredAsync(actor, request.PersonId, ct);
        var relation = await db.Set<Relation>().SingleOrDefaultAsync(
            r => r.Id == request.RelationId && (r.OneId == request.PersonId || r.OtherId == request.PersonId), ct);
        if (person is null || relation is null) return false;

        db.Remove(relation);
        db.Record(TrailEntry.HouseChain, "relation.withdrawn", person.Id, actor, relation.RelativeOf(person.Id).ToString("n"), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return true;
    });
}
