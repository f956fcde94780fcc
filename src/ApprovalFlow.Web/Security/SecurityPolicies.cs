namespace ApprovalFlow.Web.Security;

/// <summary>Response headers: nothing runs, loads or frames but what this site serves itself.</summary>
internal static class SecurityPolicies
{
    /// <summary>The Hangfire dashboard styles its charts inline; nobody but operators can open it.</summary>
    public const string Dashboard = "dashboard";

    /// <summary>Elsa Studio: WebAssembly, inline styles, and workers of its code editor; still no inline script and no other site.</summary>
    public const string Studio = "studio";

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
            }))
            .AddPolicy(Studio, headers => Common(headers, https).AddContentSecurityPolicy(csp =>
            {
                Strict(csp);
                csp.AddScriptSrc().Self().WasmUnsafeEval();
                csp.AddStyleSrc().Self().UnsafeInline();
                csp.AddWorkerSrc().Self().Blob();
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
