namespace ApprovalFlow.Web.Security;

/// <summary>Response headers: nothing runs, loads or frames but what this site serves itself.</summary>
internal static class SecurityPolicies
{
    /// <summary>The Hangfire dashboard styles its charts inline; nobody but operators can open it.</summary>
    public const string Dashboard = "dashboard";

    public static void AddSecurityPolicies(this IServiceCollection services, bool https)
    {
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(headers => Common(headers, https).AddContentSecurityPolicy(csp =>
            {
                Strict(csp);
                csp.AddScriptSrc().Self();
                csp.AddStyleSrc().Self();
            }))
            .AddPolicy(Dashboard, headers => Common(headers, https).AddContentSecurityPolicy(csp =>
            {
                Strict(csp);
                csp.AddScriptSrc().Self();
                csp.AddStyleSrc().Self().UnsafeInline();
            }));
    }

    private static HeaderPolicyCollection Common(HeaderPolicyCollection headers, bool https)
    {
        headers
            .AddContentTypeOptionsNoSniff()
            .AddFrameOptionsDeny()
            .AddReferrerPolicySameOrigin()
            .AddCrossOriginOpenerPolicy(p => p.SameOrigin())
            .AddCrossOriginResourcePolicy(p => p.SameOrigin())
            .AddPermissionsPolicyWithDefaultSecureDirectives()
            .RemoveServerHeader();
        return https ? headers.AddStrictTransportSecurityMaxAgeIncludeSubDomains() : headers;
    }

    private static void Strict(CspBuilder csp)
    {
        csp.AddDefaultSrc().Self();
        csp.AddImgSrc().Self().Data();
        csp.AddFontSrc().Self().Data();
        csp.AddConnectSrc().Self();
        csp.AddObjectSrc().None();
        csp.AddBaseUri().Self();
        csp.AddFormAction().Self();
        csp.AddFrameAncestors().None();
    }
}
