using System.Security.Claims;
using ApprovalFlow.People;

namespace ApprovalFlow.Web.Accounts;

/// <summary>The standing roles of the one who asks, read once per request.</summary>
public sealed class CurrentStanding(StandingRoles roles, IHttpContextAccessor http)
{
    private Standing? _standing;

    public async Task<Standing> OfAsync(ClaimsPrincipal user)
    {
        if (user.ToActorOrNull() is not { } actor) return Standing.None;
        return _standing ??= await roles.ForAsync(actor, http.HttpContext?.RequestAborted ?? CancellationToken.None);
    }
}
