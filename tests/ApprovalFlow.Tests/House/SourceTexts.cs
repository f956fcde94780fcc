using System.Text;
using System.Text.RegularExpressions;

namespace ApprovalFlow.Tests.House;

/// <summary>
/// Reads the texts out of pages and code: the keys given to Texts, and Chinese that bypasses it. A reader of tokens,
/// not a compiler: enough for the one way of writing texts that the house allows.
/// </summary>
internal static partial class SourceTexts
{
    /// <summary>Keys in a page: inside T[...] and T.Html(...) every Chinese literal, and one that comes first.</summary>
    public static IEnumerable<string> KeysOfPage(string page) =>
        TextCalls(page).SelectMany(call => KeysOfCall(page[call]));

    /// <summary>Keys in code that look like no Chinese, such as "{0} · {1}", but are given to Texts.</summary>
    public static IEnumerable<string> KeysOfCode(string code) =>
        KeyInCode().Matches(code).Select(match => Unescape(code[(match.Index + match.Length - 1)..EndOfString(code, match.Index + match.Length - 1)]));

    /// <summary>Lines of a page with Chinese that nobody can translate.</summary>
    public static IEnumerable<(int Line, string Text)> RawChineseOfPage(string page)
    {
        var rest = new StringBuilder(page);
        foreach (var call in TextCalls(page)) Blank(rest, call.Start.Value, call.End.Value);
        foreach (var comment in Comment().Matches(page).Cast<Match>()) Blank(rest, comment.Index, comment.Index + comment.Length);
        return rest.ToString().Split('\n').Select((text, index) => (index + 1, text.Trim())).Where(line => HasChinese(line.Item2));
    }

    /// <summary>Every string literal of C# code with Chinese in it, comments left out.</summary>
    public static IEnumerable<string> ChineseLiteralsOfCode(string code) => Literals(code).Where(HasChinese);

    public static bool HasChinese(string text) => Chinese().IsMatch(text);

    private static IEnumerable<string> KeysOfCall(string call)
    {
        var first = call.Length > 1 && call[1] == '"';
        foreach (var literal in Literals(call))
        {
            if (first || HasChinese(literal)) yield return literal;
            first = false;
        }
    }

    private static IEnumerable<Range> TextCalls(string page)
    {
        foreach (var match in TextCall().Matches(page).Cast<Match>())
        {
            var open = match.Index + match.Length - 1;
            yield return open..Close(page, open);
        }
    }

    /// <summary>Position after the bracket that closes the one at the given place.</summary>
    private static int Close(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            if (text[i] is '[' or '(') depth++;
            else if (text[i] is ']' or ')' && --depth == 0) return i + 1;
            else if (text[i] == '"') i = EndOfString(text, i) - 1;
        }

        return text.Length;
    }

    private static IEnumerable<string> Literals(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '/' when Follows(code, i, '/'):
                    i = IndexOrEnd(code, "\n", i);
                    break;
                case '/' when Follows(code, i, '*'):
                    i = IndexOrEnd(code, "*/", i);
                    break;
                case '\'':
                    i += Follows(code, i, '\\') ? 3 : 2;
                    break;
                case '"':
                    var end = EndOfString(code, i);
                    yield return Unescape(code[i..end]);
                    i = end - 1;
                    break;
            }
        }
    }

    private static bool Follows(string code, int index, char next) => index + 1 < code.Length && code[index + 1] == next;

    private static int EndOfString(string code, int start)
    {
        if (code.AsSpan(start).StartsWith("\"\"\"", StringComparison.Ordinal)) return IndexOrEnd(code, "\"\"\"", start + 3) + 3;
        var verbatim = start > 0 && code[start - 1] == '@';
        for (var i = start + 1; i < code.Length; i++)
        {
            if (code[i] == '\\' && !verbatim) i++;
            else if (code[i] == '"') return i + 1;
        }

        return code.Length;
    }

    private static int IndexOrEnd(string code, string what, int from)
    {
        var index = code.IndexOf(what, from, StringComparison.Ordinal);
        return index < 0 ? code.Length - what.Length : index;
    }

    private static string Unescape(string literal)
    {
        var quotes = literal.StartsWith("\"\"\"", StringComparison.Ordinal) ? 3 : 1;
        return literal[quotes..^quotes].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);
    }

    private static void Blank(StringBuilder text, int start, int end)
    {
        for (var i = start; i < end; i++)
            if (text[i] != '\n') text[i] = ' ';
    }

    [GeneratedRegex(@"\bT(\[|\.Html\()")]
    private static partial Regex TextCall();

    [GeneratedRegex(@"\b(texts|_texts|T)(\[|\.Html\()\s*""")]
    private static partial Regex KeyInCode();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->|(?<=\s)//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[\u2e80-\u9fff\uff00-\uffef]")]
    private static partial Regex Chinese();
}
