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

    private readonly Dictionary<string, (IPage Page, List<string> Errors)> _windows = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>How the browser is started, here and in the stories.</summary>
    public static BrowserTypeLaunchOptions Options => new()
    {
        ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? Installed.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("There is no Chromium: run tests/run.sh, which installs it, or name one in CHROMIUM."),
        Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    };

    /// <summary>With APPROVALFLOW_PICTURES set, every page looked at leaves pictures; they cost as much as looking.</summary>
    public static bool PicturesAreAsked => Environment.GetEnvironmentVariable("APPROVALFLOW_PICTURES") is not null;

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
            ExtraHTTPHeaders = TestApp.HeaderOf(person),
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>
    /// What is wrong with a page, wide in Chinese and narrow in English: another status than expected, what its console
    /// complains of, what axe finds, and whether it must be scrolled sideways. A page with faults leaves a picture of itself.
    /// </summary>
    public async Task<IReadOnlyList<string>> LookAsync(Uri site, Person? person, string name, string address, int status = 200)
    {
        var faults = new List<string>();
        foreach (var (language, width) in new[] { ("zh-CN", 1280), ("en", 375) })
        {
            var (page, errors) = await WindowAsync(site, language, width);
            await page.SetExtraHTTPHeadersAsync(TestApp.HeaderOf(person));
            errors.Clear();
            var found = new List<string>();
            var answer = await page.GotoAsync(new Uri(site, address).ToString());
            if (answer?.Status != status) found.Add($"answers {answer?.Status} instead of {status}");
            var known = found.Concat(errors.Where(error => status == 200 || !error.Contains($"status of {status}", StringComparison.Ordinal)));
            faults.AddRange((await LookAtAsync(page, known, $"{name}-{language}", width)).Select(fault => $"{name} ({language}): {fault}"));
        }

        return faults;
    }

    /// <summary>
    /// What is wrong with the page that is open, besides what is known: what axe finds, and whether it must be scrolled
    /// sideways. A page with faults, and every page where pictures are asked for, leaves a picture.
    /// </summary>
    public static async Task<IReadOnlyList<string>> LookAtAsync(IPage page, IEnumerable<string> known, string name, int width, bool axe = true)
    {
        var found = new List<string>();
        if (axe) found.AddRange(await AxeAsync(page));
        if (await ScrollsSidewaysAsync(page)) found.Add($"{page.Url} is wider than {width}");
        found.AddRange(known); // last: the console may still complain meanwhile
        if (found.Count > 0 || PicturesAreAsked)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{width}.png"), FullPage = true });
        return found;
    }

    /// <summary>One window for each language, kept for the class: opening one costs more than looking.</summary>
    private async Task<(IPage Page, List<string> Errors)> WindowAsync(Uri site, string language, int width)
    {
        if (_windows.TryGetValue(language, out var window)) return window;
        var (page, errors) = (await OpenAsync(site, language: language, width: width), new List<string>());
        page.Console += (_, message) =>
        {
            if (message.Type == "error") errors.Add(message.Text);
        };
        return _windows[language] = (page, errors);
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
