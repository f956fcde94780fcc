using ApprovalFlow.Infrastructure;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.People;

public enum DeclareRelationOutcome { Saved = 1, NotFound, RelativeUnknown, Oneself }

/// <summary>Puts on record that two people of the service are related, so that neither is given the other's case.</summary>
public sealed class DeclareRelation(ApprovalDb db, TimeProvider clock)
{
    /// <param name="PersonId">Somebody of the administrator's unit.</param>
    /// <param name="RelativeStaffNumber">Staff number of the relative, in the same unit.</param>
    /// <param name="Kinship">How they are related; a later declaration replaces an earlier one.</param>
    public sealed record Request(Guid PersonId, string RelativeStaffNumber, Kinship Kinship);

    public Task<DeclareRelationOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var person = await db.PersonAdministeredAsync(actor, request.PersonId, ct);
        if (person is null) return DeclareRelationOutcome.NotFound;
        var relative = await db.Set<Person>().AsNoTracking()
            .SingleOrDefaultAsync(p => p.UnitId == person.UnitId && p.StaffNumber == request.RelativeStaffNumber, ct);
        if (relative is null) return DeclareRelationOutcome.RelativeUnknown;
        if (relative.Id == person.Id) return DeclareRelationOutcome.Oneself;

        var now = clock.GetUtcNow();
        var relation = Relation.Between(person.Id, relative.Id, request.Kinship, now);
        await db.Set<Relation>().Where(r => r.OneId == relation.OneId && r.OtherId == relation.OtherId).ForEachAsync(r => db.Remove(r), ct);
        db.Add(relation);
        // The kind of kinship is personal data of two people: it stays out of the record that auditors read.
        db.Record(TrailEntry.HouseChain, "relation.declared", person.Id, actor, relative.Id.ToString("n"), now);
        await db.SaveChangesAsync(ct);
        return DeclareRelationOutcome.Saved;
    });
}
