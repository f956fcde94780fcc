using System.Text.Encodings.Web;
using System.Text.Unicode;
using ApprovalFlow.Applications;
using ApprovalFlow.Ballots;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Api;
using ApprovalFlow.Web.Assets;
using ApprovalFlow.Web.Dates;
using ApprovalFlow.Web.Demo;
using ApprovalFlow.Web.Hosting;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.Mail;
using ApprovalFlow.Web.Pages.Notices;
using ApprovalFlow.Web.Rehearsals;
using ApprovalFlow.Web.Security;
using ApprovalFlow.Web.Studio;
using ApprovalFlow.Web.Work;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace ApprovalFlow.Web;

/// <summary>What the web project adds to the container and to the request pipeline.</summary>
internal static class WebWiring
{
    /// <summary>Attachments are at most 10 MB each; what is larger is still read far enough to say so in words.</summary>
    private const long LargestRequest = 24L << 20;

    public static void AddApprovalFlowWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var https = builder.Configuration["Site:BaseUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
        });
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = LargestRequest);

        var folders = new Folders(builder.Environment, builder.Configuration);
        services.AddSingleton(folders);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new BallotKeyFolder(folders.BallotKeys));
        services.AddSingleton(new AttachmentFolder(Path.Combine(folders.Data, "attachments")));
        services.AddApprovalFlow();
        services.AddDatabase(builder.Configuration, folders);
        services.AddMail(builder.Configuration);
        services.AddAccounts(https);
        services.AddWork(builder.Configuration, folders);
        services.AddHealth();
        services.AddApi();
        services.AddDemo(builder.Configuration);
        services.AddSingleton<RehearsalDoor>();
        services.AddSingleton<Icons>();
        services.AddSingleton<Texts>();
        services.AddSingleton<DateWords>();
        services.AddSingleton<DeviceCounter>();
        services.AddStudio();
        services.AddSingleton<IStringLocalizer, TextsLocalizer>();
        services.AddSingleton<IStringLocalizerFactory, TextsLocalizer>();
        services.Configure<RequestLocalizationOptions>(Language.Configure);
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

        services.AddRazorPages().AddMvcLocalization(LanguageViewLocationExpanderFormat.SubFolder);
        services.AddSingleton<IConfigureOptions<MvcOptions>>(s =>
            new ConfigureOptions<MvcOptions>(mvc => FieldMessages.Configure(mvc, s.GetRequiredService<Texts>())));
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);

        services.AddAntiforgery(antiforgery => Cookies.Harden(antiforgery.Cookie, "antiforgery", https));
        services.Configure<CookieTempDataProviderOptions>(temporary => Cookies.Harden(temporary.Cookie, Said.Cookie, https));
        services.AddSecurityPolicies(https && builder.Environment.IsProduction());
        services.AddResponseCompression();
    }

    public static void UseApprovalFlowWeb(this WebApplication app)
    {
        app.Environment.WebRootFileProvider = new CompositeFileProvider(
            app.Environment.WebRootFileProvider, new BrowserPackages(app.Environment.ContentRootPath));

        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error/500");
        app.UseWhen(http => !IsForMachines(http.Request.Path), pages => pages.UseStatusCodePagesWithReExecute("/error/{0}"));
        app.UseWhen(http => IsAsset(http.Request.Path), assets => assets.UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => CacheByVersion(file.Context) });
        app.UseStudioAssets();
        app.Use((http, next) =>
        {
            http.Response.Headers.CacheControl = "no-store"; // pages are personal, and machines are shared
            return next();
        });
        app.UseRequestLocalization();
        app.UseApiProblems();
        app.UseRouting();
        // An error page must not fail for what made the first page fail: it keeps the reader it has, and asks nothing.
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/error"), pages => pages.UseAuthentication());
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapLanguageSwitch();
        app.MapStudio();
        app.MapHealth();
        app.MapApi();
        app.MapWorkDashboard();
        app.MapRazorPages();
        app.MapFallback("{*address}", () => Results.NotFound()).AllowAnonymous();
    }

    /// <summary>Addresses that programs call: an error is a status code there, not a page.</summary>
    public static bool IsForMachines(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/health") || path.StartsWithSegments("/elsa");

    private static bool IsAsset(PathString path) =>
        path.StartsWithSegments("/lib") || path.StartsWithSegments("/css") || path.StartsWithSegments("/js");

    /// <summary>An address with a version (asp-append-version) never changes its content; any other is asked for again.</summary>
    private static void CacheByVersion(HttpContext http) =>
        http.Response.Headers.CacheControl = http.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
}
