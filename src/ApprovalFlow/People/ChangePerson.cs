using ApprovalFlow.Infrastructure;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.People;

public enum ChangePersonOutcome { Saved = 1, NotFound, StaffNumberTaken }

/// <summary>A unit's administrator corrects what is known of somebody; the account follows the mail address.</summary>
public sealed class ChangePerson(ApprovalDb db, TimeProvider clock)
{
    public sealed record Request(
        Guid PersonId, string StaffNumber, string Name, string Department, string Position, string Email, string Phone, string Language);

    public Task<ChangePersonOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var person = await db.PersonAdministeredAsync(actor, request.PersonId, ct);
        if (person is null) return ChangePersonOutcome.NotFound;
        if (await db.Set<Person>().AnyAsync(p => p.UnitId == person.UnitId && p.StaffNumber == request.StaffNumber && p.Id != person.Id, ct))
            return ChangePersonOutcome.StaffNumberTaken;

        var before = $"{person.StaffNumber} {person.Name} {person.Department} {person.Position}";
        (person.StaffNumber, person.Name, person.Department, person.Position) = (request.StaffNumber, request.Name, request.Department, request.Position);
        (person.Email, person.Phone, person.Language) = (request.Email, request.Phone, request.Language);
        (await db.FindAsync<Account>([person.Id], ct))?.MovesTo(request.Email);
        var after = $"{person.StaffNumber} {person.Name} {person.Department} {person.Position}";
        db.Record(TrailEntry.HouseChain, "person.changed", person.Id, actor, $"{before} -> {after}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return ChangePersonOutcome.Saved;
    });
}
