using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApprovalFlow.Web.Accounts;

/// <summary>Signs in people who are in the service; an account whose person has left is closed, also while signed in.</summary>
internal sealed class ActivePeopleSignIn(
    UserManager<Account> accounts, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Account> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, ApprovalDb db)
    : SignInManager<Account>(accounts, http, claims, options, logger, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(Account user) =>
        await base.CanSignInAsync(user) && await db.Set<Person>().AnyAsync(p => p.Id == user.Id && p.Active);

    /// <summary>Runs every minute for a signed-in browser: a changed password or a person who has left ends the session.</summary>
    public override async Task<Account?> ValidateSecurityStampAsync(System.Security.Claims.ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is { } account && await CanSignInAsync(account) ? account : null;
}
