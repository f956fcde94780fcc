using System.Text.RegularExpressions;
using ApprovalFlow.Tests.Support;
using Microsoft.Playwright;

namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// The main pages as the demonstration fills them, in a real browser: both languages, wide and narrow, for people who cannot
/// see them and for people who have no mouse. Pictures go to .artifacts/screenshots; with APPROVALFLOW_PICTURES set, those of
/// the README are made anew in infra/screenshots.
/// </summary>
[Collection(nameof(Demonstration))]
public partial class LookingAtTheDemonstration(Demonstration demonstration)
{
    private const string OfCompetition = "main a[href^='/competitions/']:not([href$=new])";

    /// <summary>A row of the record without the entry as it is stored.</summary>
    private const string Said = "rows => rows.map(row => { const copy = row.cloneNode(true); copy.querySelectorAll('details').forEach(each => each.remove()); return copy.textContent; })";

    /// <summary>Picture, language and width of what the README shows.</summary>
    private static readonly (string Name, string Language, int Width)[] InReadme =
        [("board", "zh-CN", 1280), ("notice", "zh-CN", 1280), ("case", "en", 1280), ("case", "zh-CN", 375)];

    private readonly Office _office = demonstration.Office;

    /// <param name="name">What the pictures are called.</param>
    /// <param name="who">Who looks; empty for somebody who is not signed in.</param>
    /// <param name="address">Where they look.</param>
    /// <param name="link">On that page, the first of these links is followed.</param>
    /// <param name="query">Added to the address.</param>
    [Theory]
    [InlineData("home", "", "/")]
    [InlineData("sign-in", "", "/account/signin")]
    [InlineData("notices", "staff01", "/notices")]
    [InlineData("notice", "staff01", "/notices", "main a[href^='/notices/']")]
    [InlineData("demo", "", "/demo")]
    [InlineData("demo-mail", "", "/demo/mail")]
    [InlineData("inbox", "keeper", "/inbox")]
    [InlineData("inbox-empty", "operator", "/inbox")]
    [InlineData("inbox-done", "panel01", "/inbox?done=true")]
    [InlineData("declaration", "keeper", "/inbox", "main table a[href*='/tasks/']")]
    [InlineData("synthesis", "observer", "/inbox", "main table a[href*='/tasks/']")]
    [InlineData("review", "reviewer01", "/inbox?done=true&kind=QualificationFirstReview", "main table a[href*='/tasks/']")]
    [InlineData("marks", "marker", "/inbox?done=true&kind=ExamMarks", "main table a[href*='/tasks/']")]
    [InlineData("sheet", "panel01", "/inbox?done=true&kind=InterviewSheet", "main table a[href*='/tasks/']")]
    [InlineData("me", "candidate01", "/me")]
    [InlineData("me-nothing", "staff01", "/me")]
    [InlineData("case", "candidate01", "/me", "main a[href^='/me/']:not([href*=mail])")]
    [InlineData("letters", "candidate01", "/me/mail")]
    [InlineData("letter", "candidate01", "/me/mail", "main a[href^='/me/mail/']")]
    [InlineData("competitions", "organiser", "/competitions")]
    [InlineData("board", "organiser", "/competitions", OfCompetition)]
    [InlineData("plan", "organiser", "/competitions", OfCompetition, "?tab=plan")]
    [InlineData("people", "organiser", "/competitions", OfCompetition, "?tab=people")]
    [InlineData("documents", "organiser", "/competitions", OfCompetition, "?tab=documents")]
    [InlineData("record", "auditor", "/competitions", OfCompetition, "?tab=record")]
    [InlineData("new-competition", "organiser", "/competitions/new")]
    [InlineData("procedures", "admin", "/procedures")]
    [InlineData("procedure", "admin", "/procedures", "main table a[href^='/procedures/']")]
    [InlineData("admin", "admin", "/admin")]
    [InlineData("admin-people", "admin", "/admin/people")]
    [InlineData("admin-units", "admin", "/admin/units")]
    [InlineData("calendar", "admin", "/admin/calendar")]
    [InlineData("operations", "operator", "/operations")]
    [InlineData("operations-mail", "operator", "/operations/mail")]
    public async Task Axe_finds_nothing_and_nothing_sticks_out(string name, string who, string address, string? link = null, string query = "")
    {
        var page = await _office.As(who);
        if (link is not null)
        {
            await page.GotoAsync(address);
            address = (await page.Locator(link).First.GetAttributeAsync("href"))!;
        }

        var faults = new List<string>();
        foreach (var language in new[] { "zh-CN", "en" })
        {
            await page.GotoAsync($"/language/{language}?to={Uri.EscapeDataString(address + query)}");
            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            faults.AddRange(await _office.LookAsync($"{name}-{language}", 1280, axe: language == "zh-CN"));
            await KeepAsync(page, name, language, 1280);
            faults.AddRange(await _office.LookAsync($"{name}-{language}", 375, axe: language == "en"));
            await KeepAsync(page, name, language, 375);
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Theory]
    [InlineData("organiser")]
    [InlineData("county-organiser")]
    public async Task The_record_says_what_happened_in_words(string organiser)
    {
        var page = await _office.As(organiser);
        await page.GotoAsync("/language/zh-CN?to=%2Fcompetitions");
        var record = await page.Locator(OfCompetition).First.GetAttributeAsync("href") + "?tab=record";
        var unsaid = new List<string>();
        for (var number = 1; ; number++)
        {
            await page.GotoAsync($"{record}&p={number}");
            unsaid.AddRange(await page.Locator("main td code:not(details code)").AllInnerTextsAsync());
            unsaid.AddRange((await page.Locator("main tbody tr").EvaluateAllAsync<string[]>(Said)).Where(said => Latin().IsMatch(said)));
            if (await page.Locator($".pager a[href*='p={number + 1}']").CountAsync() == 0) break;
        }

        Assert.Empty(unsaid.Distinct());
    }

    [Theory]
    [InlineData("", "/", "main a[href$='/account/signin']")]
    [InlineData("", "/account/signin", "main button[type=submit]")]
    [InlineData("staff01", "/notices", "main a[href^='/notices/']")]
    [InlineData("keeper", "/inbox", "main table a[href*='/tasks/']")]
    [InlineData("observer", "/inbox", "main form[method=post] button.btn-primary", true)]
    [InlineData("candidate01", "/me", "main a[href^='/me/']:not([href*=mail])")]
    [InlineData("organiser", "/competitions", "main a.btn-primary")]
    [InlineData("organiser", "/competitions/new", "main button.btn-primary")]
    [InlineData("admin", "/admin/people", "main a.btn-primary")]
    [InlineData("", "/demo", "main button.btn-primary")]
    public async Task The_keyboard_reaches_the_main_action_and_shows_where_it_is(string who, string address, string action, bool firstTask = false)
    {
        var page = await _office.As(who);
        await page.GotoAsync(address);
        if (firstTask) await page.GotoAsync((await page.Locator("main table a[href*='/tasks/']").First.GetAttributeAsync("href"))!);
        for (var stop = 0; stop < 60; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (!await page.EvaluateAsync<bool>("action => document.activeElement.matches(action)", action)) continue;
            Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
            return;
        }

        Assert.Fail($"No stop of the keyboard at {address} is {action}.");
    }

    private static async Task KeepAsync(IPage page, string name, string language, int width)
    {
        if (!Chromium.PicturesAreAsked || !InReadme.Contains((name, language, width))) return;
        await page.SetViewportSizeAsync(width, 800);
        await page.ScreenshotAsync(new() { Path = WorkingCopy.Of($"infra/screenshots/{name}-{language}-{width}.png") });
    }

    /// <summary>A word that is not Chinese; a procedure is called by its identifier.</summary>
    [GeneratedRegex("(?<![A-Za-z0-9-])[A-Za-z]{2,}(?![A-Za-z0-9-])")]
    private static partial Regex Latin();
}
