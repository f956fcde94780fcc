using System.Net;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// Every role of DOMAIN §4 at every family of pages, in a competition under way and in one that went through all stages: those
/// named see the page, to all others of the cast it does not exist, and somebody who is not signed in is asked to.
/// </summary>
[Collection(nameof(Demonstration))]
public sealed class WhoSeesWhat(Demonstration demonstration)
{
    private const string Board = "organiser leader discipline observer auditor secretary";

    /// <summary>Of the department; the last four are strangers there: another unit's organiser, leader, administrator and reviewer.</summary>
    private static readonly string[] Department =
    [
        "admin", "organiser", "leader", "discipline", "observer", "auditor", "operator", "reviewer01", "recheck", "marker", "keeper", "verifier",
        "panel01", "reserve01", "scrutineer", "teller", "staff01", "recorder", "inspector", "inspector01", "member01", "secretary", "objection",
        "candidate01", "candidate07", "county-organiser", "county-leader", "county-admin", "county-staff01",
    ];

    private const string BureauBoard = "county-admin county-organiser county-leader county-discipline county-observer";

    /// <summary>Of the county bureau, and four strangers of the department.</summary>
    private static readonly string[] Bureau =
    [
        "county-admin", "county-organiser", "county-leader", "county-discipline", "county-observer", "county-staff01", "county-staff03", "county-staff04",
        "county-panel01", "county-staff06", "county-staff08", "county-staff09", "county-member01", "county-secretary", "county-candidate01",
        "county-candidate02", "organiser", "discipline", "auditor", "operator",
    ];

    [Theory]
    [InlineData("/admin", "admin county-admin")]
    [InlineData("/admin/people", "admin county-admin")]
    [InlineData("/admin/people/add", "admin county-admin")]
    [InlineData("/admin/units", "admin county-admin")]
    [InlineData("/admin/calendar", "admin leader secretary operator county-admin county-leader")]
    [InlineData("/operations", "operator")]
    [InlineData("/operations/mail", "operator")]
    [InlineData("/hangfire", "operator")]
    [InlineData("/competitions/new", "organiser county-organiser")]
    [InlineData("/competitions", $"admin {Board} county-organiser county-leader county-admin")]
    [InlineData("/competitions/{id}", $"admin {Board}")]
    [InlineData("/competitions/{id}?tab=plan", $"admin {Board}")]
    [InlineData("/competitions/{id}?tab=people", $"admin {Board}")]
    [InlineData("/competitions/{id}?tab=documents", $"admin {Board}")]
    [InlineData("/competitions/{id}?tab=record", Board)]
    [InlineData("/competitions/{id}/print", $"admin {Board}")]
    [InlineData("/competitions/{id}/plan", "organiser")]
    [InlineData("/competitions/{id}/posts", "organiser")]
    [InlineData("/stages/announcement/{run}", $"admin {Board}")]
    [InlineData("/stages/registration/{run}", $"admin {Board}")]
    [InlineData("/stages/qualification-review/{run}", "organiser discipline observer auditor")]
    [InlineData("/stages/written-exam/{run}", Board)]
    [InlineData("/stages/interview/{run}", Board)]
    [InlineData("/stages/democratic-evaluation/{run}", Board)]
    [InlineData("/stages/synthesis/{run}", Board)]
    [InlineData("/applications/{candidate01}/form", "organiser discipline observer auditor reviewer01 recheck inspector inspector01 candidate01")]
    [InlineData("/standing/{candidate01}", "organiser discipline observer")]
    [InlineData("/me/{id}", "candidate01 candidate07")]
    public Task In_a_competition_under_way(string page, string seen) => AskAsync("organiser", Department, page, seen);

    [Theory]
    [InlineData("/competitions/{id}", BureauBoard)]
    [InlineData("/stages/inspection/{run}", "county-organiser county-discipline county-observer")]
    [InlineData("/stages/four-checks/{run}", "county-organiser county-discipline county-observer")]
    [InlineData("/stages/party-group-decision/{run}", "county-organiser county-discipline county-observer county-member01 county-secretary")]
    [InlineData("/stages/public-notice/{run}", BureauBoard)]
    [InlineData("/stages/appointment/{run}", BureauBoard)]
    [InlineData("/stages/probation/{run}", BureauBoard)]
    [InlineData("/stages/archive/{run}", BureauBoard)]
    [InlineData("/me/{id}", "county-candidate01 county-candidate02")]
    public Task In_one_that_is_finished(string page, string seen) => AskAsync("county-organiser", Bureau, page, seen);

    private async Task AskAsync(string organiser, string[] cast, string page, string seen)
    {
        var address = await AddressAsync(organiser, page);
        using (var stranger = await (await demonstration.As("")).GetAsync(new Uri(address, UriKind.Relative)))
            Assert.Contains("/account/signin", $"{stranger.Headers.Location}", StringComparison.Ordinal);

        var names = seen.Split(' ');
        Assert.Empty(names.Except(cast));
        var answers = new List<string>();
        foreach (var who in cast) answers.Add($"{who} {await (await demonstration.As(who)).Try(address)}");
        Assert.Equal(cast.Select(who => $"{who} {(names.Contains(who) ? HttpStatusCode.OK : HttpStatusCode.NotFound)}"), answers);
    }

    /// <summary>The address with the ids as the organiser finds them on the board and its stages.</summary>
    private async Task<string> AddressAsync(string organiser, string page)
    {
        var client = await demonstration.As(organiser);
        var board = await LinkAsync(client, "/competitions", "main a[href^='/competitions/']:not([href$=new])");
        if (page.Contains("{id}", StringComparison.Ordinal)) return page.Replace("{id}", board.Split('/')[^1], StringComparison.Ordinal);
        if (!page.Contains('{', StringComparison.Ordinal)) return page;
        if (page.StartsWith("/stages/", StringComparison.Ordinal)) return await LinkAsync(client, board, $"main a[href^='{page[..page.IndexOf('{', StringComparison.Ordinal)]}']");
        var registration = await LinkAsync(client, board, "main a[href^='/stages/registration/']");
        var form = await LinkAsync(client, registration, "main a[href^='/applications/']");
        return page[..page.IndexOf('{', StringComparison.Ordinal)] + form.Split('/')[2] + page[(page.IndexOf('}', StringComparison.Ordinal) + 1)..];
    }

    private static async Task<string> LinkAsync(HttpClient client, string page, string selector) =>
        (await client.Read(page)).QuerySelector(selector)?.GetAttribute("href") ?? throw new InvalidOperationException($"{page} has no link {selector}.");
}
