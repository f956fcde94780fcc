using System.Reflection;
using System.Text.Json;

namespace ApprovalFlow.Web.Languages;

/// <summary>
/// All texts of one language, merged from the JSON files of every feature. The same key in two files must say the
/// same; anything else is a mistake that stops the program at start.
/// </summary>
public sealed class TextCatalog
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    private TextCatalog() { }

    public IEnumerable<string> Keys => _texts.Keys;

    public string? Find(string key) => _texts.GetValueOrDefault(key);

    /// <summary>The catalog of "zh" or "en" that is built into the assembly.</summary>
    public static TextCatalog BuiltIn(string language)
    {
        var assembly = typeof(TextCatalog).Assembly;
        var files = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"texts/{language}/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name, (IReadOnlyDictionary<string, string>)Read(assembly, name)));
        return Merge(files);
    }

    public static TextCatalog Merge(IEnumerable<(string File, IReadOnlyDictionary<string, string> Texts)> files)
    {
        var catalog = new TextCatalog();
        foreach (var (file, texts) in files)
        {
            foreach (var (key, text) in texts)
            {
                if (catalog._texts.TryAdd(key, text) || catalog._texts[key] == text) continue;
                throw new InvalidOperationException($"{file}: \"{key}\" is \"{text}\" here and \"{catalog._texts[key]}\" in another file.");
            }
        }

        return catalog;
    }

    private static Dictionary<string, string> Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
