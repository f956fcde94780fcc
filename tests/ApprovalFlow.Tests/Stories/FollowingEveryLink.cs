using System.Net;
using AngleSharp.Html.Dom;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// Whoever is shown a link can follow it: from the start page, the inbox and what is done, each role goes wherever the pages
/// lead, in a competition under way and in one that is over.
/// </summary>
[Collection(nameof(Demonstration))]
public sealed class FollowingEveryLink(Demonstration demonstration)
{
    /// <summary>More than any role of the demonstration finds.</summary>
    private const int MostPages = 300;

    [Theory]
    [InlineData("", 5)]
    [InlineData("organiser", 60)]
    [InlineData("leader", 25)]
    [InlineData("secretary", 25)]
    [InlineData("observer", 40)]
    [InlineData("admin", 40)]
    [InlineData("operator", 20)]
    [InlineData("auditor", 40)]
    [InlineData("member01", 8)]
    [InlineData("reviewer01", 25)]
    [InlineData("keeper", 10)]
    [InlineData("candidate01", 15)]
    [InlineData("candidate13", 12)]
    [InlineData("staff01", 8)]
    [InlineData("county-organiser", 60)]
    [InlineData("county-leader", 25)]
    [InlineData("county-candidate01", 15)]
    public async Task Every_link_leads_somewhere(string who, int atLeast)
    {
        var browser = await demonstration.As(who);
        var (seen, dead, next) = (new HashSet<string>(StringComparer.Ordinal), new List<string>(), new Queue<(string Address, string From)>());
        foreach (var start in new[] { "/", "/inbox", "/inbox?done=true", "/notices" }) next.Enqueue((start, "the beginning"));
        while (next.TryDequeue(out var link))
        {
            if (!seen.Add(link.Address)) continue;
            Assert.True(seen.Count < MostPages, $"{link.From} leads to ever more pages");
            using var answer = await browser.GetAsync(new Uri(link.Address, UriKind.Relative));
            if ((int)answer.StatusCode >= 400) dead.Add($"{(int)answer.StatusCode} {link.Address} on {link.From}");
            if (answer.StatusCode is not HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            foreach (var address in LinksOf(await answer.Page())) next.Enqueue((address, link.Address));
        }

        Assert.Empty(dead);
        Assert.True(seen.Count >= atLeast, $"only {seen.Count} pages");
    }

    /// <summary>To pages of the product; not to other languages of the same page, further pages of a list, and the designer's own program.</summary>
    private static IEnumerable<string> LinksOf(IHtmlDocument page) => page.QuerySelectorAll("a[href^='/']")
        .Select(a => a.GetAttribute("href")!.Split('#')[0])
        .Where(address => !address.StartsWith("/language/", StringComparison.Ordinal) && !address.StartsWith("/studio/", StringComparison.Ordinal)
            && !address.Contains("p=", StringComparison.Ordinal));
}
