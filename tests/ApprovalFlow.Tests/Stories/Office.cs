using Microsoft.Playwright;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// One window of a real Chromium at which the people of the demonstration take turns: whoever sits down brings their own
/// cookies and nothing of anybody else's. One window because opening forty costs more than the whole walk.
/// </summary>
internal sealed class Office : IAsyncDisposable
{
    private const int Wide = 1280;
    private const int Tall = 800;

    private static readonly string Kept = Directory.CreateDirectory(WorkingCopy.Of(".artifacts/stories")).FullName;

    private readonly Dictionary<string, IReadOnlyList<BrowserContextCookiesResult>> _jars = [];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private Office(IPlaywright playwright, IBrowser browser, IPage page, Uri address)
    {
        (_playwright, _browser, _page) = (playwright, browser, page);
        Door = new() { BaseAddress = address, DefaultRequestHeaders = { { "Accept-Language", "zh-CN" } } };
    }

    /// <summary>The demonstration's door (who has something to do, and its clock), read without a window: drawing its long list takes longer than a walk.</summary>
    public HttpClient Door { get; }

    /// <summary>Who sits at the window; empty for somebody who is not signed in.</summary>
    public string Who { get; private set; } = "";

    /// <param name="address">Where the program answers.</param>
    /// <param name="script">False: as in a browser without JavaScript.</param>
    public static async Task<Office> OpenAsync(Uri address, bool script)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(Chromium.Options);
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(), Locale = "zh-CN", JavaScriptEnabled = script, ViewportSize = new() { Width = Wide, Height = Tall },
        });
        context.SetDefaultTimeout(30_000);
        return new(playwright, browser, await context.NewPageAsync(), address);
    }

    /// <summary>The window with somebody of the demonstration before it, signed in through the sign-in page with name and password.</summary>
    public async Task<IPage> As(string user)
    {
        if (Who == user) return _page;

        var context = _page.Context;
        _jars[Who] = await context.CookiesAsync();
        await context.ClearCookiesAsync();
        Who = user;
        if (_jars.TryGetValue(user, out var jar))
        {
            await context.AddCookiesAsync(jar.Select(c => new Cookie
            {
                Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, Expires = c.Expires, HttpOnly = c.HttpOnly, Secure = c.Secure,
                SameSite = c.SameSite,
            }));
            return _page;
        }

        await _page.GotoAsync("/account/signin");
        await _page.FillAsync("[name='Input.Name']", user);
        await _page.FillAsync("[name='Input.Password']", "demo-xiangmu-2026");
        await _page.ClickAsync("main button[type=submit]");
        Assert.DoesNotContain("/account/signin", _page.Url, StringComparison.Ordinal);
        return _page;
    }

    /// <summary>
    /// What is wrong with the page that is open, at this width: what axe finds, and whether it must be scrolled sideways. A page
    /// with faults, and every page where pictures are asked for, leaves a picture in .artifacts/screenshots.
    /// </summary>
    public async Task<IReadOnlyList<string>> LookAsync(string name, int width, bool axe = true)
    {
        await _page.SetViewportSizeAsync(width, Tall);
        var found = await Chromium.LookAtAsync(_page, [], name, width, axe);
        await _page.SetViewportSizeAsync(Wide, Tall);
        return found;
    }

    /// <summary>Where the story stands: who, at which address, what the page says, and the path of a picture of it.</summary>
    public async Task<string> WhereAsync(string story)
    {
        var picture = Path.Combine(Kept, $"{story}.png");
        try
        {
            await _page.ScreenshotAsync(new() { Path = picture, FullPage = true });
            var text = await _page.Locator("body").InnerTextAsync();
            return $"{(Who.Length == 0 ? "Nobody" : Who)} at {_page.Url}, see {picture}\n{text}";
        }
        catch (Exception trouble) when (trouble is PlaywrightException or TimeoutException)
        {
            return $"{Who} at {_page.Url}; the window itself does not answer: {trouble.Message}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        Door.Dispose();
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
