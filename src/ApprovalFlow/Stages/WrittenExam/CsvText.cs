using System.Text;

namespace ApprovalFlow.Stages.WrittenExam;

/// <summary>
/// Text separated by commas, semicolons or tabs, whichever its first line has most of; values may be quoted and quoted
/// ones may hold separators, line ends and doubled quotes.
/// </summary>
internal static class CsvText
{
    private static readonly char[] Separators = [',', ';', '\t'];

    public static IEnumerable<string[]> Rows(string text)
    {
        text = text.TrimStart('\ufeff');
        var separator = SeparatorOf(text);
        var (row, value, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            var doubled = quoted && c == '"' && at + 1 < text.Length && text[at + 1] == '"';
            if (doubled) value.Append(text[++at]);
            else if (c == '"' && (quoted || value.Length == 0)) quoted = !quoted;
            else if (quoted) value.Append(c);
            else if (c == separator) Next();
            else if (c == '\n') yield return End();
            else if (c != '\r') value.Append(c);
        }

        if (row.Count > 0 || value.Length > 0) yield return End();

        void Next()
        {
            row.Add(value.ToString());
            value.Clear();
        }

        string[] End()
        {
            Next();
            string[] ended = [.. row];
            row.Clear();
            return ended;
        }
    }

    private static char SeparatorOf(string text)
    {
        var line = text.Split('\n', 2)[0];
        return Separators.MaxBy(candidate => line.Count(c => c == candidate));
    }
}
