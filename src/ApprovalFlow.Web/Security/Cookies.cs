namespace ApprovalFlow.Web.Security;

/// <summary>How every cookie of the site is set.</summary>
internal static class Cookies
{
    /// <summary>The __Host- prefix makes browsers refuse the cookie unless it came over https, for this host only.</summary>
    public static void Harden(CookieBuilder cookie, string name, bool https)
    {
        cookie.Name = https ? $"__Host-{name}" : name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.IsEssential = true;
    }
}
