using ApprovalFlow.People;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ApprovalFlow.Tests.Support;

/// <summary>
/// A real Chromium for a whole class of tests. It never looks for a browser of its own: the machine's is used, from
/// CHROMIUM or /usr/bin, the build without windows first, which does the same in half the time. Rows of pictures go to
/// .artifacts/screenshots.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Installed = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>How the browser is started, here and in the stories.</summary>
    public static BrowserTypeLaunchOptions Options => new()
    {
        ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? Installed.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("There is no Chromium: run tests/run.sh, which installs it, or name one in CHROMIUM."),
        Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    };

    public static string Pictures { get; } = Directory.CreateDirectory(WorkingCopy.Of(".artifacts/screenshots")).FullName;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(Options);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A window of its own at the site, in which the person (or nobody) is signed in.</summary>
    public async Task<IPage> OpenAsync(Uri site, Person? person = null, string language = "zh-CN", int width = 1280, bool scripts = true)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = site.ToString(),
            Locale = language,
            ViewportSize = new() { Width = width, Height = 800 },
            JavaScriptEnabled = scripts,
            ExtraHTTPHeaders = person is null ? [] : new Dictionary<string, string> { [TestApp.PersonHeader] = person.Id.ToString() },
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>What axe finds wrong with the page, one line each.</summary>
    public static async Task<IReadOnlyList<string>> AxeAsync(IPage page)
    {
        var found = await page.RunAxe();
        return [.. found.Violations.SelectMany(v => v.Nodes.Select(node => $"{page.Url} {v.Id}: {node.Html}"))];
    }

    /// <summary>Wider than the window means scrolling sideways, which nobody should have to.</summary>
    public static Task<bool> ScrollsSidewaysAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}
