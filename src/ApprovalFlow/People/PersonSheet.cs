using ApprovalFlow.Infrastructure;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.People;

/// <summary>Everything an administrator may know of one person of their unit; null for anybody else's.</summary>
public sealed class PersonSheet(ApprovalDb db)
{
    public sealed record RelationRow(Guid Id, string Name, string StaffNumber, Kinship Kinship);

    public sealed record Sheet(
        Person Person, string Unit, string? UserName, bool HasPassword, IReadOnlySet<Role> Roles, IReadOnlyList<RelationRow> Relations);

    public async Task<Sheet?> ForAsync(Guid personId, Actor actor, CancellationToken ct)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, ct);
        if (person is null || !await db.AdministersAsync(actor, person.UnitId, ct)) return null;

        var unit = await db.Set<Unit>().Where(u => u.Id == person.UnitId).Select(u => u.Name).SingleAsync(ct);
        var account = await db.Set<Account>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == personId, ct);
        var roles = await db.Set<RoleGrant>().AsNoTracking()
            .Where(g => g.PersonId == personId && g.UnitId == person.UnitId).Select(g => g.Role).ToListAsync(ct);
        var relations = await (
            from r in db.Set<Relation>().AsNoTracking()
            where r.OneId == personId || r.OtherId == personId
            join p in db.Set<Person>() on r.OneId == personId ? r.OtherId : r.OneId equals p.Id
            orderby p.StaffNumber
            select new RelationRow(r.Id, p.Name, p.StaffNumber, r.Kinship)).ToListAsync(ct);
        return new Sheet(person, unit, account?.UserName, account?.PasswordHash is not null, roles.ToHashSet(), relations);
    }
}
