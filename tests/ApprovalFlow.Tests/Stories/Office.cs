using Microsoft.Playwright;

namespace ApprovalFlow.Tests.Stories;

/// <summary>A real Chromium in which each person has a browser window of their own.</summary>
public sealed class Office : IAsyncDisposable
{
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly Dictionary<string, IPage> _windows = [];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Uri _address;
    private readonly bool _script;

    private Office(IPlaywright playwright, IBrowser browser, Uri address, bool script) =>
        (_playwright, _browser, _address, _script) = (playwright, browser, address, script);

    /// <param name="address">Where the program answers.</param>
    /// <param name="script">False: as in a browser without JavaScript.</param>
    public static async Task<Office> OpenAsync(Uri address, bool script = true)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Quiet });
        return new(playwright, browser, address, script);
    }

    /// <summary>The window of somebody of the demonstration, signed in through the sign-in page with name and password.</summary>
    public async Task<IPage> As(string user)
    {
        if (_windows.TryGetValue(user, out var open)) return open;

        var page = await WindowAsync();
        await page.GotoAsync("/account/signin");
        await page.FillAsync("[name='Input.Name']", user);
        await page.FillAsync("[name='Input.Password']", "demo-xiangmu-2026");
        await page.ClickAsync("main button[type=submit]");
        Assert.DoesNotContain("/account/signin", page.Url, StringComparison.Ordinal);
        return _windows[user] = page;
    }

    /// <summary>A window in which nobody is signed in.</summary>
    public async Task<IPage> Anybody() => _windows.TryGetValue("", out var open) ? open : _windows[""] = await WindowAsync();

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private async Task<IPage> WindowAsync()
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = _address.ToString(), Locale = "zh-CN", JavaScriptEnabled = _script, ViewportSize = new() { Width = 1280, Height = 900 },
        });
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }
}
