using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Trail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Units;

/// <summary>An administrator corrects how the unit is called and reached; documents already published keep their text.</summary>
public sealed class ChangeUnit(ApprovalDb db, TimeProvider clock)
{
    public sealed record Request(
        Guid UnitId, string Name, string NameEn, string PartyGroupName, string SupervisionPhone, string ContactAddress, string ContactEmail);

    /// <summary>False when the actor does not administer the unit.</summary>
    public Task<bool> RunAsync(Request request, Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var unit = await db.Set<Unit>().SingleOrDefaultAsync(u => u.Id == request.UnitId, ct);
        if (unit is null || !await db.AdministersAsync(actor, unit.Id, ct)) return false;

        (unit.Name, unit.NameEn, unit.PartyGroupName) = (request.Name, request.NameEn, request.PartyGroupName);
        (unit.SupervisionPhone, unit.ContactAddress, unit.ContactEmail) = (request.SupervisionPhone, request.ContactAddress, request.ContactEmail);
        db.Record(TrailEntry.HouseChain, "unit.changed", unit.Id, actor, $"{unit.Slug}: {unit.Name}", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return true;
    });
}
