using ApprovalFlow.Infrastructure;
using ApprovalFlow.Trail;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.People;

public enum AddPersonOutcome { Added = 1, NotFound, StaffNumberTaken, UserNameTaken }

/// <summary>A unit's administrator enters somebody, with an account whose password the person sets through a mailed link.</summary>
public sealed class AddPerson(ApprovalDb db, TimeProvider clock)
{
    public sealed record Request(
        Guid UnitId, string StaffNumber, string Name, string Department, string Position, string Email, string Phone, string UserName, string Language);

    /// <summary>The outcome, and the new person's id when there is one.</summary>
    public Task<(AddPersonOutcome Outcome, Guid PersonId)> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        if (!await db.AdministersAsync(actor, request.UnitId, ct)) return (AddPersonOutcome.NotFound, Guid.Empty);
        if (await db.Set<Person>().AnyAsync(p => p.UnitId == request.UnitId && p.StaffNumber == request.StaffNumber, ct))
            return (AddPersonOutcome.StaffNumberTaken, Guid.Empty);
        var normalized = Account.Normalized(request.UserName);
        if (await db.Set<Account>().AnyAsync(a => a.NormalizedUserName == normalized, ct)) return (AddPersonOutcome.UserNameTaken, Guid.Empty);

        var unit = await db.Set<Unit>().SingleAsync(u => u.Id == request.UnitId, ct);
        var person = Person.Join(unit, request.StaffNumber, request.Name, request.Department, request.Position, request.Email);
        (person.Phone, person.Language) = (request.Phone, request.Language);
        db.Add(person);
        db.Add(Account.For(person, request.UserName));
        db.Record(TrailEntry.HouseChain, "person.added", person.Id, actor, $"{person.StaffNumber} {person.Name}, {unit.Slug}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return (AddPersonOutcome.Added, person.Id);
    });
}
