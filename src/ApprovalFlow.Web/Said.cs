using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace ApprovalFlow.Web;

/// <summary>A sentence for the page after the redirect: what was just done, or why not.</summary>
public static class Said
{
    public const string Cookie = "said";

    private const string ToneKey = "said.tone";
    private const string TextKey = "said.text";

    public static void Say(this ITempDataDictionary temporary, string text, Tone tone = Tone.Good)
    {
        temporary[ToneKey] = tone.ToString();
        temporary[TextKey] = text;
    }

    /// <summary>Takes the sentence out: it is shown once. A reader without one gets no cookie either.</summary>
    public static (Tone Tone, string Text)? TakeSaid(this ITempDataDictionary temporary, HttpRequest request) =>
        request.Cookies.Keys.Any(name => name.EndsWith(Cookie, StringComparison.Ordinal))
        && temporary[TextKey] is string text
        && Enum.TryParse<Tone>(temporary[ToneKey] as string, out var tone)
            ? (tone, text)
            : null;
}
