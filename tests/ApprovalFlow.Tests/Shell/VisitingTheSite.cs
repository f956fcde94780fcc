using System.Net;
using System.Text.Json;
using ApprovalFlow.People;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Shell;

/// <summary>What every visitor meets on every page: language, headers, errors, assets.</summary>
public sealed class VisitingTheSite : IDisposable
{
    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("zh-CN", "zh-CN")]
    [InlineData("zh-TW,en;q=0.5", "zh-CN")]
    [InlineData("en-GB", "en")]
    [InlineData("fr,en;q=0.8,zh;q=0.2", "en")]
    [InlineData("fr", "zh-CN")]
    public async Task The_browser_s_language_is_spoken(string accepted, string spoken)
    {
        using var browser = _app.Anybody(accepted);
        Assert.Equal(spoken, (await browser.Read("/")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_chosen_language_is_remembered_and_leads_back()
    {
        using var browser = _app.Anybody("zh-CN");
        using var chosen = await browser.GetAsync(new Uri("/language/en?to=%2Faccount%2Fsignin", UriKind.Relative));
        Assert.Equal("/account/signin", chosen.Headers.Location?.ToString());
        Assert.Equal("Sign in", (await browser.Read("/account/signin")).QuerySelector("h1")!.TextContent);
        using var away = await browser.GetAsync(new Uri("/language/en?to=%2F%2Fevil.example", UriKind.Relative));
        Assert.Equal("/", away.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, await browser.Try("/language/fr"));
    }

    [Fact]
    public async Task Nothing_foreign_runs_in_a_page()
    {
        using var browser = _app.Anybody();
        using var answer = await browser.GetAsync(new Uri("/", UriKind.Relative));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Set-Cookie"));

        var page = await answer.Page();
        Assert.Empty(page.QuerySelectorAll("[style], script:not([src]), [onclick], style"));
    }

    [Fact]
    public async Task Cookies_cannot_be_read_by_scripts_nor_sent_by_other_sites()
    {
        using var browser = _app.Anybody();
        using var answer = await browser.GetAsync(new Uri("/account/signin", UriKind.Relative));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Behind_https_cookies_are_bound_to_the_host()
    {
        using var app = new TestApp(("Site:BaseUrl", "https://gw.example.gov.cn"));
        using var browser = app.Anybody();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://localhost/account/signin");
        using var answer = await browser.SendAsync(request);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-antiforgery=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("zh-CN", "没有找到这个页面")]
    [InlineData("en", "This page was not found")]
    public async Task A_page_that_is_not_there_says_what_to_do(string language, string heading)
    {
        using var browser = _app.Anybody(language);
        using var answer = await browser.GetAsync(new Uri("/nothing/here", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await answer.Page();
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("main a[href='/']"));
    }

    [Theory]
    [InlineData("zh-CN", "系统出了问题")]
    [InlineData("en", "Something went wrong")]
    public async Task A_failure_is_admitted_in_words_with_a_number_to_tell(string language, string heading)
    {
        var person = await _app.HasPerson(await _app.HasUnit(), "赵管理", Role.UnitAdministrator);
        await _app.HasAccount(person, "zhao", "春眠不觉晓处处闻啼鸟");
        using var browser = _app.Anybody(language);
        using (await browser.Submit("/account/signin", ("Input.Name", "zhao"), ("Input.Password", "春眠不觉晓处处闻啼鸟"))) { }
        _app.LosesItsDatabase();
        using var answer = await browser.GetAsync(new Uri("/admin/people", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var page = await answer.Page();
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.Matches("[0-9a-f]{32}", page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Pages_are_not_kept_by_shared_machines()
    {
        using var browser = _app.Anybody();
        using var answer = await browser.GetAsync(new Uri("/", UriKind.Relative));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("/lib/tabler/css/tabler.min.css")]
    [InlineData("/lib/htmx/htmx.min.js")]
    [InlineData("/css/site.css")]
    [InlineData("/js/site.js")]
    public async Task Assets_with_a_version_are_kept_for_a_year(string asset)
    {
        using var browser = _app.Anybody();
        var page = await browser.Read("/");
        var address = page.QuerySelectorAll("link, script").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src"))
            .Single(a => a?.StartsWith(asset, StringComparison.Ordinal) == true)!;
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl?.MaxAge);
        using var bare = await browser.GetAsync(new Uri(asset, UriKind.Relative));
        Assert.True(bare.Headers.CacheControl?.NoCache);
    }

    [Theory]
    [InlineData("/lib/tabler/../../package.json")]
    [InlineData("/lib/tabler/%2e%2e/%2e%2e/package.json")]
    [InlineData("/node_modules/htmx.org/package.json")]
    public async Task Nothing_else_of_the_packages_can_be_reached(string address)
    {
        using var browser = _app.Anybody();
        Assert.NotEqual(HttpStatusCode.OK, await browser.Try(address));
    }

    [Fact]
    public async Task Health_is_told_to_those_who_watch()
    {
        using var browser = _app.Anybody();
        foreach (var address in new[] { "/health/live", "/health/ready" })
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal("Healthy", json.RootElement.GetProperty("status").GetString());
        }
    }

    [Fact]
    public async Task Health_is_bad_when_the_database_is_gone()
    {
        using var browser = _app.Anybody();
        Assert.Equal(HttpStatusCode.OK, await browser.Try("/health/ready"));
        _app.LosesItsDatabase();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await browser.Try("/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await browser.Try("/health/live"));
    }

    [Fact]
    public async Task The_job_dashboard_is_there_for_operators_only()
    {
        var unit = await _app.HasUnit();
        using var anybody = _app.Anybody();
        using var administrator = _app.As(await _app.HasPerson(unit, "赵管理", Role.UnitAdministrator));
        using var operating = _app.As(await _app.HasPerson(unit, "钱运维", Role.Operator));
        Assert.Equal(HttpStatusCode.Redirect, await anybody.Try("/hangfire"));
        Assert.Equal(HttpStatusCode.NotFound, await administrator.Try("/hangfire"));
        Assert.Equal(HttpStatusCode.OK, await operating.Try("/hangfire"));
    }

    [Fact]
    public async Task Navigation_shows_what_is_of_use_to_the_reader()
    {
        var unit = await _app.HasUnit();
        using var anybody = _app.Anybody();
        using var staff = _app.As(await _app.HasPerson(unit, "孙科员"));
        using var administrator = _app.As(await _app.HasPerson(unit, "赵管理", Role.UnitAdministrator));
        Assert.Equal(["公告公示"], await Places(anybody, "/"));
        Assert.Equal(["待办", "我的竞聘", "公告公示"], await Places(staff, "/account/password"));
        Assert.Equal(["待办", "我的竞聘", "竞争上岗", "公告公示", "程序", "管理"], await Places(administrator, "/admin"));
        var here = (await administrator.Read("/admin/people")).QuerySelectorAll(".site-nav [aria-current=page]");
        Assert.Equal("管理", Assert.Single(here).TextContent.Trim());
    }

    private static async Task<IEnumerable<string>> Places(HttpClient browser, string page) =>
        (await browser.Read(page)).QuerySelectorAll(".site-nav a").Select(a => a.TextContent.Trim());
}
