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

    [Fact]
    public async Task Nothing_is_wrong_with_them()
    {
        var faults = new List<string>();
        foreach (var (name, address, reader, status) in new (string, string, Person?, int)[]
        {
            ("home", "/", null, 200), ("sign-in", "/account/signin", null, 200), ("forgot", "/account/forgot", null, 200),
            ("not-found", "/nothing", null, 404), ("password", "/account/password", _administrator, 200),
            ("admin", "/admin", _administrator, 200), ("people", "/admin/people", _administrator, 200),
            ("person", $"/admin/people/edit/{_other.Id}", _administrator, 200), ("add-person", "/admin/people/add", _administrator, 200),
            ("units", "/admin/units", _administrator, 200),
        })
        {
            faults.AddRange(await chromium.LookAsync(_site, reader, name, address, status));
        }

        Assert.Equal("", string.Join('\n', faults));
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
        await page.GotoAsync("/hangfire/recurring");
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }
}
