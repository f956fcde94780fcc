using ApprovalFlow.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MimeKit;

namespace ApprovalFlow.Web.Pages.Demo;

/// <summary>One mail that was written as a file instead of being sent.</summary>
public sealed record DemoMail(string Id, string Subject, string To, DateTimeOffset Date, string Text);

/// <summary>The mails of the demonstration, newest first, read from the files in the data folder.</summary>
[AllowAnonymous]
public sealed class MailModel(Folders folders) : PageModel
{
    private const int PerPage = 25;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public int Total { get; private set; }
    public int Size => PerPage;
    public IReadOnlyList<DemoMail> Mails { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        // File names are ids that grow with time: the newest come last.
        var files = Directory.Exists(folders.Mail) ? Directory.GetFiles(folders.Mail, "*.eml").OrderDescending(StringComparer.Ordinal).ToList() : [];
        var found = new List<DemoMail>();
        if (string.IsNullOrWhiteSpace(Search))
        {
            Total = files.Count;
            foreach (var file in files.Skip((Math.Max(1, PageNumber) - 1) * PerPage).Take(PerPage)) found.Add(await ReadAsync(file, ct));
        }
        else
        {
            foreach (var file in files)
            {
                var mail = await ReadAsync(file, ct);
                if ((mail.Subject + mail.To + mail.Text).Contains(Search, StringComparison.OrdinalIgnoreCase)) found.Add(mail);
            }

            Total = found.Count;
            found = [.. found.Skip((Math.Max(1, PageNumber) - 1) * PerPage).Take(PerPage)];
        }

        Mails = found;
    }

    private static async Task<DemoMail> ReadAsync(string file, CancellationToken ct)
    {
        using var mail = await MimeMessage.LoadAsync(file, ct);
        return new(Path.GetFileNameWithoutExtension(file), mail.Subject ?? "", mail.To.ToString(), mail.Date, mail.TextBody ?? "");
    }
}
