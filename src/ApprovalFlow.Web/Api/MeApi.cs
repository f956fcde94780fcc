using System.Security.Claims;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Units;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Api;

public sealed record RoleAnswer(Guid UnitId, string Unit, string Role);

/// <summary>What to send along with every POST.</summary>
public sealed record TokenAnswer(string Header, string Value);

public sealed record MeAnswer(Guid Id, string Name, string Unit, IReadOnlyList<RoleAnswer> Roles, TokenAnswer Token);

internal static class MeApi
{
    public static void MapMe(this IEndpointRouteBuilder api) =>
        api.MapGet("/me", MeAsync).WithSummary("Who is signed in, with standing roles, and the token that every POST needs.").Produces<MeAnswer>();

    private static async Task<IResult> MeAsync(ClaimsPrincipal user, HttpContext http, StandingRoles standing, ApprovalDb db, IAntiforgery antiforgery, CancellationToken ct)
    {
        var actor = user.ToActor();
        var grants = (await standing.ForAsync(actor, ct)).Grants;
        var ids = grants.Select(g => g.UnitId).ToList();
        var units = await db.Set<Unit>().AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
        var own = await (
            from p in db.Set<Person>().AsNoTracking()
            join u in db.Set<Unit>() on p.UnitId equals u.Id
            where p.Id == actor.PersonId
            select new { p.Name, Unit = u.Name }).SingleOrDefaultAsync(ct);
        if (own is null) return Problems.NotFound();

        var token = antiforgery.GetAndStoreTokens(http);
        return Results.Ok(new MeAnswer(
            actor.PersonId, own.Name, own.Unit,
            [.. grants.Select(g => new RoleAnswer(g.UnitId, units.GetValueOrDefault(g.UnitId, ""), g.Role.ToString()))],
            new(ApiRoutes.TokenHeader, token.RequestToken!)));
    }
}
