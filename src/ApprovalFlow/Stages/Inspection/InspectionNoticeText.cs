using System.Net;
using System.Security.Cryptography;
using System.Text;
using ApprovalFlow.Mail;

namespace ApprovalFlow.Stages.Inspection;

/// <summary>One subject as the notice names them.</summary>
public sealed record NoticeSubject(string Name, string PresentPost);

/// <summary>One member of the team as the notice names them.</summary>
public sealed record NoticeMember(string Name, string Position, string Phone, bool Leads);

/// <summary>The text of an inspection notice (考察预告, DOMAIN §12.2): task, time, subjects, team and phones, supervision phone.</summary>
public sealed record InspectionNoticeText(
    string Unit, string Competition, string Purpose, DateOnly BeginsOn, DateOnly EndsOn,
    IReadOnlyList<NoticeSubject> Subjects, IReadOnlyList<NoticeMember> Team, string SupervisionPhone)
{
    public string Title => $"{Unit}{Competition}考察预告";

    public string ToHtml()
    {
        var html = new StringBuilder();
        Paragraph(html, $"根据干部选拔任用工作有关规定，现将{Competition}考察工作有关事项预告如下。");
        Paragraph(html, $"考察任务：{Purpose}");
        Paragraph(html, $"考察时间：{MailDate.Zh(BeginsOn)}至{MailDate.Zh(EndsOn)}");
        Heading(html, "考察对象");
        List(html, Subjects.Select(s => $"{s.Name}，现任{s.PresentPost}"));
        Heading(html, "考察组成员");
        List(html, Team.Select(m => $"{m.Name}（{(m.Leads ? "组长" : "成员")}，{m.Position}），电话：{m.Phone}"));
        Paragraph(html, $"监督电话：{SupervisionPhone}");
        return html.ToString();
    }

    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Title}\n{ToHtml()}")));

    private static void Paragraph(StringBuilder html, string text) => html.Append("<p>").Append(WebUtility.HtmlEncode(text)).Append("</p>\n");

    private static void Heading(StringBuilder html, string text) => html.Append("<h2>").Append(WebUtility.HtmlEncode(text)).Append("</h2>\n");

    private static void List(StringBuilder html, IEnumerable<string> items)
    {
        html.Append("<ul>");
        foreach (var item in items) html.Append("<li>").Append(WebUtility.HtmlEncode(item)).Append("</li>");
        html.Append("</ul>\n");
    }
}
