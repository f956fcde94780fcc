using System.Net;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace ApprovalFlow.Tests.Accounts;

/// <summary>Signing in through the page, with the password or without.</summary>
public sealed class SigningIn : IDisposable
{
    private const string Password = "早睡早起身体好2026";
    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("zhang.wei")]
    [InlineData("ZHANG.WEI")]
    [InlineData(" zhang.wei ")]
    public async Task Leads_to_where_one_wanted_to_go(string name)
    {
        var person = await HasZhangWei();
        using var browser = _app.Anybody();

        using var sent = await browser.GetAsync(new Uri("/account/password", UriKind.Relative));
        Assert.Equal("/account/signin?to=%2Faccount%2Fpassword", sent.Headers.Location?.PathAndQuery);

        using var answer = await browser.Submit("/account/signin?to=%2Faccount%2Fpassword", ("Input.Name", name), ("Input.Password", Password));
        Assert.Equal("/account/password", answer.Headers.Location?.ToString());
        var page = await browser.Read("/account/password");
        Assert.Contains(person.Name, page.QuerySelector(".menu")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_the_e_mail_address_too()
    {
        var person = await HasZhangWei();
        using var browser = _app.Anybody();
        using var answer = await browser.Submit("/account/signin", ("Input.Name", person.Email), ("Input.Password", Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Says_the_same_whether_the_name_or_the_password_is_wrong()
    {
        await HasZhangWei();
        using var browser = _app.Anybody();
        using var wrongPassword = await browser.Submit("/account/signin", ("Input.Name", "zhang.wei"), ("Input.Password", "wrong wrong"));
        using var wrongName = await browser.Submit("/account/signin", ("Input.Name", "nobody"), ("Input.Password", Password));
        var said = (await wrongPassword.Page()).QuerySelector(".validation-summary-errors")!.TextContent;
        Assert.Contains("登录名或密码不正确", said, StringComparison.Ordinal);
        Assert.Equal(said, (await wrongName.Page()).QuerySelector(".validation-summary-errors")!.TextContent);
    }

    [Fact]
    public async Task Is_refused_after_five_wrong_passwords_even_with_the_right_one()
    {
        await HasZhangWei();
        using var browser = _app.Anybody();
        for (var i = 0; i < 4; i++) await Attempt(browser, "wrong wrong");
        Assert.Equal(HttpStatusCode.Redirect, await Attempt(browser, Password));

        using var other = _app.Anybody();
        for (var i = 0; i < 5; i++) await Attempt(other, "wrong wrong");
        Assert.Equal(HttpStatusCode.OK, await Attempt(other, Password));
    }

    [Fact]
    public async Task Is_refused_to_somebody_who_has_left()
    {
        var person = await HasZhangWei();
        await _app.Do<ApprovalFlow.Infrastructure.ApprovalDb>(async db =>
        {
            (await db.FindAsync<Person>(person.Id))!.Active = false;
            await db.SaveChangesAsync();
        });
        using var browser = _app.Anybody();
        Assert.Equal(HttpStatusCode.OK, await Attempt(browser, Password));
    }

    [Fact]
    public async Task Without_the_form_token_is_refused()
    {
        await HasZhangWei();
        using var browser = _app.Anybody();
        using var form = new FormUrlEncodedContent([new("Input.Name", "zhang.wei"), new("Input.Password", Password)]);
        using var answer = await browser.PostAsync(new Uri("/account/signin", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("没有被接受", (await answer.Page()).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_leads_to_another_site()
    {
        await HasZhangWei();
        using var browser = _app.Anybody();
        using var answer = await browser.Submit(
            "/account/signin?to=https%3A%2F%2Fevil.example", ("Input.Name", "zhang.wei"), ("Input.Password", Password));
        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_through_the_link_in_the_mail()
    {
        var person = await HasZhangWei();
        using var browser = _app.Anybody();
        using (await browser.Submit("/account/forgot", ("Name", "zhang.wei"))) { }

        var mail = Assert.Single(await _app.MailsTo(person));
        Assert.Equal(MailEvent.M15Account, mail.Event);
        var link = mail.Text.Split('\n').Single(line => line.Contains("/account/reset", StringComparison.Ordinal));
        var path = link[link.IndexOf("/account/reset", StringComparison.Ordinal)..];

        using var changed = await browser.Submit(path, ("Input.New", "新的一句话密码"), ("Input.Repeated", "新的一句话密码"));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode); // seven characters are too few
        using var accepted = await browser.Submit(path, ("Input.New", "新的一句话密码要够长"), ("Input.Repeated", "新的一句话密码要够长"));
        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Attempt(browser, Password));
        Assert.Equal(HttpStatusCode.Redirect, await Attempt(browser, "新的一句话密码要够长"));
        Assert.Equal(2, (await _app.MailsTo(person)).Count);

        using var again = _app.Anybody();
        using var reused = await again.Submit(path, ("Input.New", "第二次用同一个链接"), ("Input.Repeated", "第二次用同一个链接"));
        Assert.Equal(HttpStatusCode.OK, reused.StatusCode);
    }

    [Fact]
    public async Task A_link_is_mailed_at_most_once_in_five_minutes()
    {
        var person = await HasZhangWei();
        using var browser = _app.Anybody();
        foreach (var (minutes, mails) in new[] { (0, 1), (4, 1), (2, 2) })
        {
            _app.Clock.Advance(TimeSpan.FromMinutes(minutes));
            using (await browser.Submit("/account/forgot", ("Name", "zhang.wei"))) { }
            Assert.Equal(mails, (await _app.MailsTo(person)).Count);
        }
    }

    [Fact]
    public async Task Asking_for_a_link_says_the_same_for_a_name_that_does_not_exist()
    {
        await HasZhangWei();
        using var browser = _app.Anybody();
        using var known = await browser.Submit("/account/forgot", ("Name", "zhang.wei"));
        using var unknown = await browser.Submit("/account/forgot", ("Name", "nobody"));
        Assert.Equal(
            (await known.Page()).QuerySelector("main")!.TextContent,
            (await unknown.Page()).QuerySelector("main")!.TextContent);
    }

    [Theory]
    [InlineData("zhang.wei.2026", false)] // contains the name
    [InlineData("password2026!", false)]
    [InlineData("短密码", false)]
    [InlineData("aaaaaaaaaaaa", false)]
    [InlineData("a calm and long sentence", true)]
    public async Task A_new_password_must_be_hard_to_guess(string chosen, bool accepted)
    {
        var person = await HasZhangWei();
        var result = await _app.Ask<UserManager<Account>, IdentityResult>(async accounts =>
            await accounts.ChangePasswordAsync((await accounts.FindByIdAsync(person.Id.ToString()))!, Password, chosen));
        Assert.Equal(accepted, result.Succeeded);
    }

    private async Task<Person> HasZhangWei()
    {
        var person = await _app.HasPerson(await _app.HasUnit(), "张伟");
        await _app.HasAccount(person, "zhang.wei", Password);
        return person;
    }

    private static async Task<HttpStatusCode> Attempt(HttpClient browser, string password)
    {
        using var answer = await browser.Submit("/account/signin", ("Input.Name", "zhang.wei"), ("Input.Password", password));
        return answer.StatusCode;
    }
}
