using ApprovalFlow.Infrastructure;
using ApprovalFlow.Units;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.People;

/// <summary>The people of the units that the actor administers, in order of staff number.</summary>
public sealed class PeopleQuery(ApprovalDb db)
{
    public const int PageSize = 25;

    /// <param name="UnitId">One of the actor's units; null for all of them.</param>
    /// <param name="Search">Part of a name, staff number, department or sign-in name.</param>
    /// <param name="WithLeft">Also those who have left.</param>
    /// <param name="Page">From 1.</param>
    public sealed record Request(Guid? UnitId, string? Search, bool WithLeft, int Page);

    public sealed record Row(
        Guid Id, string Unit, string StaffNumber, string Name, string Department, string Position, bool Active, IReadOnlyList<Role> Roles);

    public sealed record Sheet(IReadOnlyList<(Guid Id, string Name, string NameEn)> Units, IReadOnlyList<Row> Rows, int Total);

    public async Task<Sheet> RunAsync(Request request, Actor actor, CancellationToken ct)
    {
        var units = await db.Set<Unit>().AsNoTracking()
            .Where(u => db.Set<RoleGrant>().Any(g => g.PersonId == actor.PersonId && g.UnitId == u.Id && g.Role == Role.UnitAdministrator))
            .OrderBy(u => u.Path).Select(u => new { u.Id, u.Name, u.NameEn }).ToListAsync(ct);
        var ids = units.Select(u => u.Id).Where(id => request.UnitId is null || id == request.UnitId).ToList();

        var people = db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.UnitId));
        if (!request.WithLeft) people = people.Where(p => p.Active);
        if (request.Search?.Trim() is { Length: > 0 } words)
        {
            var normalized = Account.Normalized(words);
            people = people.Where(p => p.Name.Contains(words) || p.StaffNumber.Contains(words) || p.Department.Contains(words)
                || db.Set<Account>().Any(a => a.Id == p.Id && a.NormalizedUserName!.Contains(normalized)));
        }

        var total = await people.CountAsync(ct);
        var page = await people.OrderBy(p => p.UnitId).ThenBy(p => p.StaffNumber)
            .Skip((Math.Max(1, request.Page) - 1) * PageSize).Take(PageSize)
            .Select(p => new { p.Id, p.UnitId, p.StaffNumber, p.Name, p.Department, p.Position, p.Active })
            .ToListAsync(ct);
        var shown = page.Select(p => p.Id).ToList();
        var roles = await db.Set<RoleGrant>().AsNoTracking().Where(g => shown.Contains(g.PersonId)).OrderBy(g => g.Role)
            .Select(g => new { g.PersonId, g.UnitId, g.Role }).ToListAsync(ct);

        var rows = page.Select(p => new Row(
            p.Id, units.Single(u => u.Id == p.UnitId).Name, p.StaffNumber, p.Name, p.Department, p.Position, p.Active,
            [.. roles.Where(g => g.PersonId == p.Id && g.UnitId == p.UnitId).Select(g => g.Role)]));
        return new Sheet([.. units.Select(u => (u.Id, u.Name, u.NameEn))], [.. rows], total);
    }
}
