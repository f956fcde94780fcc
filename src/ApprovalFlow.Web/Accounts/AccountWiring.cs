using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Web.Security;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApprovalFlow.Web.Accounts;

internal static class AccountWiring
{
    /// <summary>Sign-in with ASP.NET Core Identity over the product's own database; every page needs it unless it says otherwise.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, bool https)
    {
        services.AddHttpContextAccessor();
        services.AddIdentityCore<Account>(identity =>
            {
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                identity.Password.RequiredLength = 10;
                identity.Password.RequiredUniqueChars = 5;
                // Length and a list of guesses protect; forced classes of characters only make people write passwords down.
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
            })
            .AddUserStore<UserOnlyStore<Account, ApprovalDb, Guid>>()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddSignInManager<ActivePeopleSignIn>()
            .AddErrorDescriber<PasswordMessages>()
            .AddPasswordValidator<NotGuessable>()
            .AddDefaultTokenProviders();

        // Sessions run on the machine's clock, whatever clock the product is shown.
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = TimeSpan.FromMinutes(1);
            stamp.TimeProvider = TimeProvider.System;
        });
        services.Configure<DataProtectionTokenProviderOptions>(token => token.TokenLifespan = TimeSpan.FromHours(2));

        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie => Configure(cookie, https));
        services.AddScoped<AccountLookup>();
        services.AddScoped<PasswordLinks>();
        services.AddScoped<CurrentStanding>();
        services.AddScoped<Navigation>();
        services.AddScoped<IAuthorizationHandler, HoldsRole>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

        services.AddDataProtection().SetApplicationName("ApprovalFlow");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s => new ConfigureOptions<KeyManagementOptions>(
            keys => keys.XmlRepository = new KeyRing(s.GetRequiredService<IServiceScopeFactory>())));
        return services;
    }

    private static void Configure(CookieAuthenticationOptions options, bool https)
    {
        Cookies.Harden(options.Cookie, "signed-in", https);
        options.TimeProvider = TimeProvider.System;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        options.LoginPath = "/account/signin";
        options.ReturnUrlParameter = "to";
        options.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
        options.Events.OnRedirectToLogin = context =>
        {
            if (WebWiring.IsForMachines(context.Request.Path)) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }
}
