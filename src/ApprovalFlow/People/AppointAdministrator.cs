using ApprovalFlow.Infrastructure;
using ApprovalFlow.Trail;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.People;

public enum AppointAdministratorOutcome { Appointed = 1, AlreadyAdministered, UserNameTaken, StaffNumberTaken }

/// <summary>
/// The beginning of everything: a topmost unit and its first administrator, who also operates the system. Run from the
/// command line by whoever installs it; refused once the unit has an administrator.
/// </summary>
public sealed class AppointAdministrator(ApprovalDb db, TimeProvider clock)
{
    public sealed record Request(
        string UnitSlug, string UnitName, string UnitNameEn, string StaffNumber, string Name, string UserName, string Email);

    public Task<(AppointAdministratorOutcome Outcome, Guid PersonId)> RunAsync(Request request, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var unit = await db.Set<Unit>().SingleOrDefaultAsync(u => u.ParentId == null && u.Slug == request.UnitSlug, ct);
        if (unit is not null && await db.Set<RoleGrant>().AnyAsync(g => g.UnitId == unit.Id && g.Role == Role.UnitAdministrator, ct))
            return (AppointAdministratorOutcome.AlreadyAdministered, Guid.Empty);
        var normalized = Account.Normalized(request.UserName);
        if (await db.Set<Account>().AnyAsync(a => a.NormalizedUserName == normalized, ct))
            return (AppointAdministratorOutcome.UserNameTaken, Guid.Empty);

        if (unit is null) db.Add(unit = Unit.Found(request.UnitSlug, request.UnitName, request.UnitNameEn, parent: null));
        else if (await db.Set<Person>().AnyAsync(p => p.UnitId == unit.Id && p.StaffNumber == request.StaffNumber, ct))
            return (AppointAdministratorOutcome.StaffNumberTaken, Guid.Empty);

        var person = Person.Join(unit, request.StaffNumber, request.Name, "", "", request.Email);
        db.Add(person);
        db.Add(Account.For(person, request.UserName));
        db.Add(RoleGrant.To(person.Id, unit.Id, Role.UnitAdministrator));
        db.Add(RoleGrant.To(person.Id, unit.Id, Role.Operator));
        db.Record(TrailEntry.HouseChain, "administrator.appointed", person.Id, Actor.System, $"{person.Name}, {unit.Slug}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return (AppointAdministratorOutcome.Appointed, person.Id);
    });
}
