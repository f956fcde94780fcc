using ApprovalFlow.Infrastructure;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.People;

public enum SetRolesOutcome { Saved = 1, NotFound, OwnRoles, LastAdministrator }

/// <summary>
/// A unit's administrator says which standing roles somebody holds in the unit. Nobody changes their own: another
/// administrator does.
/// </summary>
public sealed class SetRoles(ApprovalDb db, TimeProvider clock)
{
    public sealed record Request(Guid PersonId, IReadOnlyCollection<Role> Roles);

    public Task<SetRolesOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var person = await db.PersonAdministeredAsync(actor, request.PersonId, ct);
        if (person is null) return SetRolesOutcome.NotFound;
        if (person.Id == actor.PersonId) return SetRolesOutcome.OwnRoles;

        var held = await db.Set<RoleGrant>().Where(g => g.PersonId == person.Id && g.UnitId == person.UnitId).ToListAsync(ct);
        var given = request.Roles.Distinct().Where(role => held.All(g => g.Role != role)).ToList();
        var taken = held.Where(g => !request.Roles.Contains(g.Role)).ToList();
        if (taken.Any(g => g.Role == Role.UnitAdministrator) && await db.IsLastAdministratorAsync(person.Id, person.UnitId, ct))
            return SetRolesOutcome.LastAdministrator;
        if (given.Count == 0 && taken.Count == 0) return SetRolesOutcome.Saved;

        db.RemoveRange(taken);
        db.AddRange(given.Select(role => RoleGrant.To(person.Id, person.UnitId, role)));
        var detail = string.Join(' ', given.Select(role => $"+{role}").Concat(taken.Select(grant => $"-{grant.Role}")));
        db.Record(TrailEntry.HouseChain, "person.roles-set", person.Id, actor, detail, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return SetRolesOutcome.Saved;
    });
}
