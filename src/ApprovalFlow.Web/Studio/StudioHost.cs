using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Antiforgery;

namespace ApprovalFlow.Web.Studio;

/// <summary>What both host pages give the studio: where our API is, and the token that proves that calls come from this page.</summary>
public sealed class StudioHost(IAntiforgery antiforgery, IHttpContextAccessor accessor)
{
    /// <summary>The studio sends its "tenant" along with every call: the way in for the antiforgery token.</summary>
    public const string TokenHeader = "RequestVerificationToken";

    public string Token => antiforgery.GetAndStoreTokens(Http).RequestToken!;

    /// <summary>The studio needs a whole address.</summary>
    public string Endpoint => $"{Http.Request.Scheme}://{Http.Request.Host}{Http.Request.PathBase}/elsa/api";

    /// <summary>Which table of words replaces the studio's own English.</summary>
    public string Words => Language.IsChinese ? "zh" : "en";

    private HttpContext Http => accessor.HttpContext!;
}
