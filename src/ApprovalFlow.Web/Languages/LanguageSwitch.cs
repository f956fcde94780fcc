namespace ApprovalFlow.Web.Languages;

/// <summary>GET /language/en?to=/notices remembers the reader's choice and goes back to the page.</summary>
internal static class LanguageSwitch
{
    public static void MapLanguageSwitch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/language/{language}", (string language, string? to, HttpContext http) =>
        {
            if (language is not (Language.Chinese or Language.English)) return Results.NotFound();

            http.Response.Cookies.Append(Language.Cookie, language, new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(400),
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
            });
            return Results.LocalRedirect(IsLocal(to) ? to! : "/");
        }).AllowAnonymous();

    private static bool IsLocal(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal);
}
