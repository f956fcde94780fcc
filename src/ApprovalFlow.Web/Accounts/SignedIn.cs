using System.Security.Claims;

namespace ApprovalFlow.Web.Accounts;

/// <summary>Who is signed in, as the product knows people.</summary>
public static class SignedIn
{
    /// <summary>The claim with the person's own name; the name claim is the sign-in name.</summary>
    public const string PersonName = "person";

    public static Actor ToActor(this ClaimsPrincipal user) => new(
        Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in.")),
        user.FindFirstValue(PersonName) ?? "");

    /// <summary>Null when nobody is signed in: for pages that everybody may read.</summary>
    public static Actor? ToActorOrNull(this ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true ? user.ToActor() : null;
}
