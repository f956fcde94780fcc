using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ApprovalFlow.Notices;

/// <summary>
/// A title and a body made of headings, paragraphs, lists and tables only: every value is encoded on the way in, so the
/// result is safe to show and can be frozen as it is.
/// </summary>
public sealed record NoticeText(string Title, string Html)
{
    /// <summary>SHA-256 of title and body: what was checked is what gets published.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Title}\n{Html}")));
}

/// <summary>Writes the body of a notice.</summary>
public sealed class NoticeWriter
{
    private readonly StringBuilder _html = new();

    public NoticeWriter Heading(string text) => Element("h2", text);

    public NoticeWriter Paragraph(string text) => Element("p", text);

    /// <summary>A text people typed: each of its lines a paragraph.</summary>
    public NoticeWriter Lines(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) Paragraph(line);
        return this;
    }

    public NoticeWriter List(IEnumerable<string> items)
    {
        _html.Append("<ol>");
        foreach (var item in items) Element("li", item);
        _html.Append("</ol>");
        return this;
    }

    public NoticeWriter Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        _html.Append("<table><thead><tr>");
        foreach (var head in heads) _html.Append("<th scope=\"col\">").Append(WebUtility.HtmlEncode(head)).Append("</th>");
        _html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            _html.Append("<tr>");
            foreach (var cell in row) Element("td", cell);
            _html.Append("</tr>");
        }

        _html.Append("</tbody></table>");
        return this;
    }

    public NoticeText Under(string title) => new(title, _html.ToString());

    private NoticeWriter Element(string name, string text)
    {
        _html.Append('<').Append(name).Append('>').Append(WebUtility.HtmlEncode(text)).Append("</").Append(name).Append('>');
        return this;
    }
}
