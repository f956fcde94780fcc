using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Net.Http.Headers;

namespace ApprovalFlow.Web.Languages;

/// <summary>The languages of the product: Chinese is the source, English is complete.</summary>
public static class Language
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    /// <summary>The cookie that remembers a reader's choice.</summary>
    public const string Cookie = "language";

    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>The name of Chinese for a reader of English: in its own script.</summary>
    public const string NameOfChinese = "中文";

    /// <summary>Value of the lang attribute of what is being written now.</summary>
    public static string Current => IsChinese ? Chinese : English;

    public static string Other => IsChinese ? English : Chinese;

    /// <summary>A reader's own choice first, then the browser's preference, then Chinese.</summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        CultureInfo[] cultures = [new(Chinese), new(English)];
        options.DefaultRequestCulture = new RequestCulture(Chinese);
        options.SupportedCultures = cultures;
        options.SupportedUICultures = cultures;
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(http => Task.FromResult(Chosen(http.Request.Cookies[Cookie]))),
            new CustomRequestCultureProvider(http => Task.FromResult(Preferred(http.Request.GetTypedHeaders().AcceptLanguage))),
        ];
    }

    private static ProviderCultureResult? Chosen(string? cookie) =>
        cookie is Chinese or English ? new ProviderCultureResult(cookie) : null;

    private static ProviderCultureResult? Preferred(IList<StringWithQualityHeaderValue> accepted) => accepted
        .Where(a => (a.Quality ?? 1) > 0)
        .OrderByDescending(a => a.Quality ?? 1)
        .Select(a => a.Value.Value ?? "")
        .Select(tag => IsTag(tag, "zh") ? Chinese : IsTag(tag, English) ? English : null)
        .FirstOrDefault(language => language is not null) is { } best ? new ProviderCultureResult(best) : null;

    private static bool IsTag(string tag, string language) =>
        tag.Equals(language, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}
