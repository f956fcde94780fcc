using System.Net;
using System.Security.Cryptography;
using System.Text;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Mail;

/// <summary>Where the site is reached from mails, e.g. https://gw.example.gov.cn (no trailing slash).</summary>
public sealed record SiteAddress(Uri BaseUrl);

/// <summary>
/// Writes mail intents: one row per (event, recipient, round), in the caller's commit. Sending is somebody else's work and
/// never moves or blocks anything.
/// </summary>
public sealed class Outbox(SiteAddress site)
{
    public const string PrefixZh = "【竞争上岗】";
    public const string PrefixEn = "[Competition] ";

    /// <summary>
    /// Promises the mail, unless the same key, person and round has been promised before, in this commit or an earlier one.
    /// </summary>
    public async Task PromiseAsync(
        ApprovalDb db, Guid personId, MailText text, string key, int round, Guid? competitionId, Guid? applicationId,
        DateTimeOffset now, CancellationToken ct)
    {
        if (db.Known<MailMessage>().Any(m => m.PersonId == personId && m.Round == round && m.Key == key)) return;
        var person = await db.Set<Person>().Where(p => p.Id == personId).Select(p => new
        {
            p.Name, p.Email, p.Language,
            Promised = db.Set<MailMessage>().Any(m => m.Key == key && m.PersonId == personId && m.Round == round),
        }).SingleOrDefaultAsync(ct) ?? throw new InvalidOperationException($"Mail {key} was promised to somebody unknown.");
        if (person.Promised) return;

        var zh = person.Language != "en";
        var subject = zh ? PrefixZh + text.Subject.Zh : PrefixEn + text.Subject.En;
        var paragraphs = text.Paragraphs.Select(p => Of(p, zh)).ToList();
        var link = text.Path is { } path ? new Uri(site.BaseUrl, path).ToString() : null;
        var greeting = zh ? $"{person.Name}同志：" : $"Dear {person.Name},";
        var closing = zh
            ? "本邮件由系统自动发出，请勿直接回复。程序性通知依规定发送，不能退订。"
            : "This is an automatic message; please do not reply. Procedural notices are required by rule and cannot be unsubscribed.";

        var plain = PlainText(greeting, paragraphs, link, Of(text.PathLabel, zh), closing);
        var html = HtmlText(zh, subject, greeting, paragraphs, link, Of(text.PathLabel, zh), closing);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{subject}\n{html}\n{plain}")));
        db.Add(MailMessage.Of(
            text.Event, key, round, personId, competitionId, applicationId, zh ? "zh-CN" : "en", person.Email, person.Name,
            subject, html, plain, hash, now));
    }

    private static string Of(Bilingual text, bool zh) => zh ? text.Zh : text.En;

    private static string PlainText(string greeting, List<string> paragraphs, string? link, string label, string closing)
    {
        var text = new StringBuilder().Append(greeting).Append("\n\n");
        foreach (var paragraph in paragraphs) text.Append(paragraph).Append("\n\n");
        if (link is not null) text.Append(label).Append('：').Append(link).Append("\n\n");
        return text.Append("-- \n").Append(closing).Append('\n').ToString();
    }

    private static string HtmlText(bool zh, string subject, string greeting, List<string> paragraphs, string? link, string label, string closing)
    {
        var body = new StringBuilder();
        body.Append("<p>").Append(WebUtility.HtmlEncode(greeting)).Append("</p>");
        foreach (var paragraph in paragraphs) body.Append("<p>").Append(WebUtility.HtmlEncode(paragraph)).Append("</p>");
        if (link is not null)
        {
            body.Append("<p><a href=\"").Append(WebUtility.HtmlEncode(link))
                .Append("\" style=\"display:inline-block;padding:10px 20px;background:#1f5f8b;color:#ffffff;text-decoration:none;border-radius:4px\">")
                .Append(WebUtility.HtmlEncode(label)).Append("</a></p>");
        }

        return $"""
            <!doctype html>
            <html lang="{(zh ? "zh-CN" : "en")}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{WebUtility.HtmlEncode(subject)}</title></head>
            <body style="margin:0;background:#f4f6f8;color:#1d2733;font-family:'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:1.75">
            <div style="max-width:600px;margin:24px auto;padding:24px 32px;background:#ffffff;border:1px solid #dde3ea;border-radius:6px">
            {body}
            <p style="margin-top:32px;padding-top:12px;border-top:1px solid #dde3ea;font-size:13px;color:#5a6775">{WebUtility.HtmlEncode(closing)}</p>
            </div>
            </body>
            </html>
            """;
    }
}
