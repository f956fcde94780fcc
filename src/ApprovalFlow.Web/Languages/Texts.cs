using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ApprovalFlow.Engine;
using Microsoft.AspNetCore.Html;

namespace ApprovalFlow.Web.Languages;

/// <summary>
/// What people read, in the language of the request. The Chinese text is the key; English comes from the catalog.
/// The texts are plain: whoever writes them into a page encodes them, as Razor does.
/// </summary>
public sealed class Texts
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly TextCatalog _chinese = TextCatalog.BuiltIn("zh");
    private readonly TextCatalog _english = TextCatalog.BuiltIn("en");

    /// <summary>The text, with {0}, {1} ... filled in.</summary>
    public string this[string chinese, params object?[] arguments] => arguments.Length == 0
        ? Find(chinese)
        : string.Format(CultureInfo.CurrentCulture, Find(chinese), arguments);

    /// <summary>A sentence with elements in it, such as a link: arguments that are not elements are encoded.</summary>
    public IHtmlContent Html(string chinese, params object?[] arguments) =>
        new HtmlFormattableString(CultureInfo.CurrentCulture, Encoder.Encode(Find(chinese)), arguments);

    /// <summary>The name of an enum member.</summary>
    public string Of<T>(T value) where T : struct, Enum
    {
        var key = $"{typeof(T).Name}.{value}";
        return (Language.IsChinese ? _chinese : _english).Find(key) ?? key;
    }

    /// <summary>What somebody wrote in both languages; the Chinese where they left the English out.</summary>
    public string Either(string chinese, string english) => Language.IsChinese || english.Length == 0 ? chinese : english;

    public string Either(Bilingual text) => Either(text.Zh, text.En);

    private string Find(string chinese) => Language.IsChinese ? chinese : _english.Find(chinese) ?? chinese;
}
