using System.Text;
using System.Text.RegularExpressions;

namespace ApprovalFlow.Tests.House;

/// <summary>The strings that a piece of C# writes, with something plausible where a value goes.</summary>
internal static partial class RecordedStrings
{
    private const string Instant = "2026-03-02T09:00:00.0000000+08:00";
    private const string Fingerprint = "f3cae4a5d803807aa3db7806b6469d06df51373a8c36679d35490f69a9860e7e";
    private const string Identifier = "01a21c71b0d5711883d158646597fdf3";

    /// <summary>Each string once without what may be left out of it, and once with each of those words.</summary>
    public static IEnumerable<string> Written(string source)
    {
        for (var at = source.IndexOf('"', StringComparison.Ordinal); at >= 0; at = source.IndexOf('"', at + 1))
        {
            var (parts, end) = Read(source, at + 1, isInterpolated: at > 0 && source[at - 1] == '$');
            at = end;
            var words = parts.Select(part => part.IsValue ? WordsIn(part.Text) : []).ToList();
            string With(int chosen, string word) => string.Concat(parts.Select((part, i) =>
                !part.IsValue ? part.Text : i == chosen ? word : words[i].Count > 0 ? "" : Sample(part.Text)));

            if (parts.Exists(part => !part.IsValue && part.Text.Any(char.IsLetter))) yield return With(-1, "");
            foreach (var (i, word) in words.SelectMany((some, i) => some.Select(word => (i, word)))) yield return With(i, word);
        }
    }

    /// <summary>From behind the opening quote to the closing one.</summary>
    private static (List<(string Text, bool IsValue)> Parts, int End) Read(string source, int from, bool isInterpolated)
    {
        var (parts, text, depth, quoted) = (new List<(string, bool)>(), new StringBuilder(), 0, false);
        void Cut(bool isValue)
        {
            parts.Add((text.ToString(), isValue));
            text.Clear();
        }

        for (var i = from; i < source.Length; i++)
        {
            var c = source[i];
            if (depth == 0 && c == '"')
            {
                Cut(isValue: false);
                return (parts, i);
            }

            if (c == '"') quoted = !quoted;
            if (isInterpolated && !quoted && c == '{' && depth++ == 0) Cut(isValue: false);
            else if (isInterpolated && !quoted && c == '}' && --depth == 0) Cut(isValue: true);
            else text.Append(c);
        }

        return (parts, source.Length - 1);
    }

    /// <summary>What a value may say in words of its own: the strings in it that are no format.</summary>
    private static List<string> WordsIn(string value) =>
        [.. value.Split('"').Where((word, i) => i % 2 == 1 && word.Count(char.IsLetter) > 2).Select(word => Inner().Replace(word, "7"))];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Inner();

    private static string Sample(string value) => value switch
    {
        "kind" or "Run.Kind" => "Announcement",
        _ when value.EndsWith(":n", StringComparison.Ordinal) || value.EndsWith("Seed", StringComparison.Ordinal) => Identifier,
        _ when value.EndsWith("On:O", StringComparison.Ordinal) || value.EndsWith(":yyyy-MM-dd", StringComparison.Ordinal) => Instant[..10],
        _ when value.EndsWith(":O", StringComparison.Ordinal) => Instant,
        _ when value.Contains("[..12]", StringComparison.Ordinal) => Fingerprint[..12],
        _ when value.Contains("ToString(\"n\")", StringComparison.Ordinal) => Identifier,
        _ when value.Contains("Hash", StringComparison.Ordinal) || value.Contains("Sha256", StringComparison.Ordinal) => Fingerprint,
        _ when value.EndsWith("Json", StringComparison.Ordinal) => "{\"a\":1}",
        _ when value.EndsWith("ActivityId", StringComparison.Ordinal) => "activity",
        _ => "7",
    };
}
