using ApprovalFlow.People;
using ApprovalFlow.Tests.Support;
using Microsoft.Playwright;

namespace ApprovalFlow.Tests.Shell;

/// <summary>The pages of the shell in a real browser: both languages, wide and narrow, for people who cannot see them too.</summary>
public sealed class LookingAtPages(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime, IDisposable
{
    private readonly TestApp _app = new();
    private Uri _site = null!;
    private Person _administrator = null!;
    private Person _other = null!;

    public async Task InitializeAsync()
    {
        _site = _app.Listen();
        var unit = await _app.HasUnit();
        await _app.HasUnit("old-age", "养老服务中心", unit);
        _administrator = await _app.HasPerson(unit, "赵管理", Role.UnitAdministrator, Role.Organiser, Role.Operator);
        _other = await _app.HasPerson(unit, "欧阳明慧", Role.PartyGroupMember, Role.PartySecretary, Role.LeadingGroup);
        await _app.HasAccount(_other, "ouyang", "春眠不觉晓处处闻啼鸟");
        await _app.Has(Relation.Between(_administrator.Id, _other.Id, Kinship.Affinity, _app.Clock.GetUtcNow()));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("home", "/", false)]
    [InlineData("sign-in", "/account/signin", false)]
    [InlineData("forgot", "/account/forgot", false)]
    [InlineData("not-found", "/nothing", false)]
    [InlineData("password", "/account/password", true)]
    [InlineData("admin", "/admin", true)]
    [InlineData("people", "/admin/people", true)]
    [InlineData("person", "/admin/people/edit/{other}", true)]
    [InlineData("add-person", "/admin/people/add", true)]
    [InlineData("units", "/admin/units", true)]
    public async Task Axe_finds_nothing_and_nothing_sticks_out(string name, string address, bool signedIn)
    {
        foreach (var (language, width) in new[] { ("zh-CN", 1280), ("en", 375) })
        {
            var page = await chromium.OpenAsync(_site, signedIn ? _administrator : null, language, width);
            var errors = new List<string>();
            page.Console += (_, message) =>
            {
                if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) errors.Add(message.Text);
            };
            await page.GotoAsync(address.Replace("{other}", _other.Id.ToString(), StringComparison.Ordinal));
            await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"{name}-{language}-{width}.png"), FullPage = true });

            Assert.Empty(await Chromium.AxeAsync(page));
            Assert.Empty(errors);
            Assert.False(await Chromium.ScrollsSidewaysAsync(page), $"{address} is wider than {width}");
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_account_menu_opens_by_keyboard_with_and_without_scripts(bool scripts)
    {
        var page = await chromium.OpenAsync(_site, _administrator, scripts: scripts);
        await page.GotoAsync("/account/password");
        await page.Locator(".menu > summary").PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "退出登录" })).ToBeVisibleAsync();
        if (scripts)
        {
            await page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "退出登录" })).Not.ToBeVisibleAsync();
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_first_stop_of_the_keyboard_skips_to_the_content()
    {
        var page = await chromium.OpenAsync(_site);
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_operators_dashboard_works_under_its_own_policy()
    {
        var page = await chromium.OpenAsync(_site, _administrator);
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error") errors.Add(message.Text);
        };
        await page.GotoAsync("/hangfire");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, "hangfire.png") });
        await page.GotoAsync("/hangfire/recurring");
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }
}
