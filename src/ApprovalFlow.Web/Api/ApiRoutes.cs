using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Antiforgery;

namespace ApprovalFlow.Web.Api;

/// <summary>
/// /api/v1: the product's queries and use cases for programs. Signing in, permissions and refusals are those of the pages:
/// the sign-in cookie says who asks, a stranger gets 404, an error is problem+json that says what to do. What changes
/// anything needs the antiforgery header that GET /api/v1/me hands out.
/// </summary>
internal static class ApiRoutes
{
    public const string Prefix = "/api/v1";
    public const string TokenHeader = "RequestVerificationToken";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddScoped<PlainAnswers>();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context => Problems.Explain(context));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false); // a 400 in development too
        services.AddOpenApi("v1", openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "ApprovalFlow", Version = "v1",
                Description = "Sign in at /account/signin and send the cookie along. POST needs the header " + TokenHeader
                    + " with the token of GET /api/v1/me. Instants are ISO 8601; texts follow Accept-Language (zh-CN, en).",
            };
            document.Servers = [];
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary>Goes before the routes: whatever fails below says so as problem+json.</summary>
    public static void UseApiProblems(this IApplicationBuilder app) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Prefix), api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages();
        });

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi($"{Prefix}/openapi.json").AllowAnonymous();
        var api = routes.MapGroup(Prefix).ProducesProblem(StatusCodes.Status404NotFound);
        var open = api.MapGroup("").AllowAnonymous();
        open.MapNotices();
        var signedIn = api.MapGroup("").RequireAuthorization().ProducesProblem(StatusCodes.Status401Unauthorized)
            .AddEndpointFilter(async (call, next) => await CheckTokenAsync(call.HttpContext) ?? await next(call));
        signedIn.MapMe();
        signedIn.MapInbox();
        signedIn.MapTasks();
        signedIn.MapCompetitions();
    }

    /// <summary>Another site can make a browser send its cookie, but not this header.</summary>
    private static async Task<IResult?> CheckTokenAsync(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method)) return null;
        var antiforgery = http.RequestServices.GetRequiredService<IAntiforgery>();
        return await antiforgery.IsRequestValidAsync(http) ? null
            : Problems.Of(StatusCodes.Status400BadRequest, "TokenMissing", http.RequestServices.GetRequiredService<Texts>()[
                "请先读取 {0}，把其中的令牌放在请求头 {1} 中再提交。", $"{Prefix}/me", TokenHeader]);
    }
}
