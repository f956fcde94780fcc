using System.Net;
using ApprovalFlow.People;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Trail;
using ApprovalFlow.Units;

namespace ApprovalFlow.Tests.People;

/// <summary>What a unit's administrator does with people, through the pages.</summary>
[Trait("Database", "Every")]
public sealed class AdministeringPeople : IAsyncLifetime, IDisposable
{
    private readonly TestApp _app = new();
    private Unit _unit = null!;
    private Person _administrator = null!;
    private Person _other = null!;

    public async Task InitializeAsync()
    {
        _unit = await _app.HasUnit();
        _administrator = await _app.HasPerson(_unit, "赵管理", Role.UnitAdministrator);
        _other = await _app.HasPerson(_unit, "钱科员", Role.Organiser);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/people")]
    [InlineData("/admin/people/add")]
    [InlineData("/admin/units")]
    public async Task Is_only_for_administrators(string page)
    {
        using var administrator = _app.As(_administrator);
        using var other = _app.As(_other);
        Assert.Equal(HttpStatusCode.OK, await administrator.Try(page));
        Assert.Equal(HttpStatusCode.NotFound, await other.Try(page));
    }

    [Fact]
    public async Task A_new_person_sets_a_password_through_the_mailed_link()
    {
        using var browser = _app.As(_administrator);
        using var added = await Add(browser, "2026001", "sun.li");
        var person = Assert.Single(await _app.Rows<Person>(people => people.Where(p => p.StaffNumber == "2026001")));
        Assert.Equal($"/admin/people/edit/{person.Id}", added.Headers.Location?.ToString());
        Assert.Contains("孙丽", (await browser.Read(added.Headers.Location!.ToString())).QuerySelector(".notice-box")!.TextContent, StringComparison.Ordinal);

        var mail = Assert.Single(await _app.MailsTo(person));
        var link = mail.Text[mail.Text.IndexOf("/account/reset", StringComparison.Ordinal)..].Split('\n')[0];
        using var newcomer = _app.Anybody();
        using (await newcomer.Submit(link, ("Input.New", "春眠不觉晓处处闻啼鸟"), ("Input.Repeated", "春眠不觉晓处处闻啼鸟"))) { }
        using var signedIn = await newcomer.Submit("/account/signin", ("Input.Name", "sun.li"), ("Input.Password", "春眠不觉晓处处闻啼鸟"));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task Nothing_typed_is_lost_when_a_number_or_name_is_taken()
    {
        using var browser = _app.As(_administrator);
        using (await Add(browser, "2026001", "sun.li")) { }

        using var sameNumber = await Add(browser, "2026001", "sun.li.2");
        var page = await sameNumber.Page();
        Assert.Contains("工号", page.QuerySelector(".field-validation-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("孙丽", page.QuerySelector("[name='Person.Name']")!.GetAttribute("value"));

        using var sameName = await Add(browser, "2026002", "SUN.LI");
        Assert.Contains("已被使用", (await sameName.Page()).QuerySelector(".field-validation-error")!.TextContent, StringComparison.Ordinal);
        Assert.Single(await _app.Rows<Account>());
    }

    [Fact]
    public async Task Roles_are_given_and_taken_and_kept_on_record()
    {
        using var browser = _app.As(_administrator);
        using (await SetRoles(browser, _other, Role.Discipline, Role.Auditor)) { }
        Assert.Equal([Role.Discipline, Role.Auditor], await RolesOf(_other));
        var entry = Assert.Single(await _app.Rows<TrailEntry>(t => t.Where(e => e.Action == "person.roles-set")));
        Assert.Equal("+Discipline +Auditor -Organiser", entry.Detail);
        Assert.Equal(_administrator.Id, entry.ActorId);
    }

    [Fact]
    public async Task Nobody_changes_their_own_roles()
    {
        using var browser = _app.As(_administrator);
        using (await SetRoles(browser, _administrator, Role.UnitAdministrator, Role.Discipline)) { }
        Assert.Equal([Role.UnitAdministrator], await RolesOf(_administrator));
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var second = await _app.HasPerson(_unit, "李管理", Role.UnitAdministrator);
        using var browser = _app.As(second);
        using (await SetRoles(browser, _administrator, Role.Organiser)) { }
        Assert.Equal([Role.Organiser], await RolesOf(_administrator));

        var outcome = await _app.Ask<SetRoles, SetRolesOutcome>(set => set.RunAsync(new(second.Id, []), new Actor(_administrator.Id, ""), default));
        Assert.Equal(SetRolesOutcome.NotFound, outcome); // the first one administers nothing any more
        using var own = await browser.Press($"/admin/people/edit/{second.Id}", "停用（离职、调出）");
        Assert.Contains("不能停用自己", (await browser.Read(own.Headers.Location!.ToString())).QuerySelector(".notice-box-bad")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_left_is_listed_only_on_request_and_holds_no_role()
    {
        using var browser = _app.As(_administrator);
        using (await browser.Press($"/admin/people/edit/{_other.Id}", "停用（离职、调出）")) { }
        Assert.DoesNotContain("钱科员", (await browser.Read("/admin/people")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("钱科员", (await browser.Read("/admin/people?left=true")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var standing = await _app.Ask<StandingRoles, Standing>(roles => roles.ForAsync(new Actor(_other.Id, ""), default));
        Assert.Empty(standing.Grants);
    }

    [Fact]
    public async Task Another_unit_s_people_do_not_exist()
    {
        var stranger = await _app.HasPerson(await _app.HasUnit("finance", "某省财政厅"), "周外单位");
        using var browser = _app.As(_administrator);
        Assert.Equal(HttpStatusCode.NotFound, await browser.Try($"/admin/people/edit/{stranger.Id}"));
        Assert.DoesNotContain("周外单位", (await browser.Read("/admin/people")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var outcome = await _app.Ask<SetActive, SetActiveOutcome>(set => set.RunAsync(new(stranger.Id, false), new Actor(_administrator.Id, ""), default));
        Assert.Equal(SetActiveOutcome.NotFound, outcome);
    }

    [Fact]
    public async Task A_relation_holds_in_both_directions_and_can_be_withdrawn()
    {
        using var browser = _app.As(_administrator);
        var page = $"/admin/people/edit/{_other.Id}";
        using (await browser.Press(page, "登记", ("relative", _administrator.StaffNumber), ("kinship", nameof(Kinship.Affinity)))) { }
        Assert.Equal([_other.Id], await RelativesOf(_administrator));
        Assert.Equal([_administrator.Id], await RelativesOf(_other));

        using var unknown = await browser.Press(page, "登记", ("relative", "nobody"), ("kinship", nameof(Kinship.Affinity)));
        var shown = await unknown.Page();
        Assert.Contains("没有这个工号", shown.QuerySelector(".field-validation-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("nobody", shown.QuerySelector("[name=relative]")!.GetAttribute("value"));

        using (await browser.Press(page, $"撤销登记 {_administrator.Name}")) { }
        Assert.Empty(await RelativesOf(_other));
    }

    [Fact]
    public async Task Search_finds_by_name_number_and_department()
    {
        using var browser = _app.As(_administrator);
        using (await Add(browser, "2026001", "sun.li")) { }
        foreach (var words in new[] { "孙丽", "2026001", "人事处", "SUN.L" })
        {
            var rows = (await browser.Read($"/admin/people?q={Uri.EscapeDataString(words)}")).QuerySelectorAll("tbody tr");
            Assert.Contains("孙丽", Assert.Single(rows).TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_unit_is_founded_below_one_s_own_and_administered_by_its_founder()
    {
        using var browser = _app.As(_administrator);
        using (await browser.Submit("/admin/units", ("Input.Slug", "Old Age"), ("Input.Name", "养老服务中心"), ("Input.NameEn", "Old-age services"))) { }
        Assert.Single(await _app.Rows<Unit>());
        using (await browser.Submit("/admin/units", ("Input.Slug", "old-age"), ("Input.Name", "养老服务中心"), ("Input.NameEn", "Old-age services"))) { }
        var unit = Assert.Single(await _app.Rows<Unit>(units => units.Where(u => u.Slug == "old-age")));
        Assert.Equal("/civil-affairs/old-age/", unit.Path);

        using (await browser.Submit($"/admin/units/edit/{unit.Id}", ("Input.SupervisionPhone", "024-12345678"))) { }
        Assert.Contains("024-12345678", (await browser.Read("/admin/units")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> Add(HttpClient browser, string number, string userName) => browser.Submit(
        "/admin/people/add", ("UserName", userName), ("Person.StaffNumber", number), ("Person.Name", "孙丽"), ("Person.Department", "人事处"),
        ("Person.Position", "一级主任科员"), ("Person.Email", $"{userName}@example.org"));

    private static Task<HttpResponseMessage> SetRoles(HttpClient browser, Person person, params Role[] roles) => browser.Press(
        $"/admin/people/edit/{person.Id}", "保存角色", [.. roles.Select(role => ("roles", role.ToString()))]);

    private async Task<List<Role>> RolesOf(Person person) =>
        [.. (await _app.Rows<RoleGrant>(grants => grants.Where(g => g.PersonId == person.Id))).Select(g => g.Role).Order()];

    private Task<IReadOnlySet<Guid>> RelativesOf(Person person) =>
        _app.Ask<Relatives, IReadOnlySet<Guid>>(relatives => relatives.ForAsync(person.Id, default));
}
