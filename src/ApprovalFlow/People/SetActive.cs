using ApprovalFlow.Infrastructure;
using ApprovalFlow.Trail;

namespace ApprovalFlow.People;

public enum SetActiveOutcome { Saved = 1, NotFound, Oneself, LastAdministrator }

/// <summary>Somebody leaves the service, or returns. Who has left cannot sign in; what they did stays on record.</summary>
public sealed class SetActive(ApprovalDb db, TimeProvider clock)
{
    public sealed record Request(Guid PersonId, bool Active);

    public Task<SetActiveOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var person = await db.PersonAdministeredAsync(actor, request.PersonId, ct);
        if (person is null) return SetActiveOutcome.NotFound;
        if (person.Id == actor.PersonId) return SetActiveOutcome.Oneself;
        if (person.Active == request.Active) return SetActiveOutcome.Saved;
        if (!request.Active && await db.IsLastAdministratorAsync(person.Id, person.UnitId, ct)) return SetActiveOutcome.LastAdministrator;

        person.Active = request.Active;
        db.Record(TrailEntry.HouseChain, request.Active ? "person.returned" : "person.left", person.Id, actor, "", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return SetActiveOutcome.Saved;
    });
}
