using System.Text.RegularExpressions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Units;

public enum FoundUnitOutcome { Founded = 1, NotFound, SlugTaken, SlugInvalid }

/// <summary>An administrator adds a unit below their own and administers it until others are named.</summary>
public sealed partial class FoundUnit(ApprovalDb db, TimeProvider clock)
{
    public sealed record Request(Guid ParentId, string Slug, string Name, string NameEn);

    public Task<FoundUnitOutcome> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var parent = await db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == request.ParentId, ct);
        if (parent is null || !await db.AdministersAsync(actor, parent.Id, ct)) return FoundUnitOutcome.NotFound;
        if (!KebabCase().IsMatch(request.Slug)) return FoundUnitOutcome.SlugInvalid;

        var unit = Unit.Found(request.Slug, request.Name, request.NameEn, parent);
        if (await db.Set<Unit>().AnyAsync(u => u.Path == unit.Path, ct)) return FoundUnitOutcome.SlugTaken;

        db.Add(unit);
        db.Add(RoleGrant.To(actor.PersonId, unit.Id, Role.UnitAdministrator));
        db.Record(TrailEntry.HouseChain, "unit.founded", unit.Id, actor, unit.Path, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return FoundUnitOutcome.Founded;
    });

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}
