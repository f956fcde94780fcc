using System.Security.Claims;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApprovalFlow.Web.Accounts;

/// <summary>Adds the person's own name to what the sign-in cookie says.</summary>
internal sealed class PersonClaims(UserManager<Account> accounts, IOptions<IdentityOptions> options, ApprovalDb db)
    : UserClaimsPrincipalFactory<Account>(accounts, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        var name = await db.Set<Person>().Where(p => p.Id == user.Id).Select(p => p.Name).SingleOrDefaultAsync();
        identity.AddClaim(new Claim(SignedIn.PersonName, name ?? ""));
        return identity;
    }
}
