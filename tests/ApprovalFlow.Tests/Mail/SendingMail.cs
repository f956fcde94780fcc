using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.People;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Units;
using ApprovalFlow.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Tests.Mail;

[Trait("Database", "Every")]
public sealed class SendingMail : IAsyncLifetime
{
    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.FromHours(8)));
    private readonly Outbox _outbox = new(new SiteAddress(new Uri("https://gw.example.cn")));
    private TestDatabase _database = null!;
    private SmtpServer _server = null!;
    private ServiceProvider _services = null!;
    private Unit _unit = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.TakeAsync();
        _server = await SmtpServer.StartAsync();
        _services = _database.Services();
        _unit = Unit.Found("ministry", "某厅", "Department", parent: null);
        await In(async db => { db.Add(_unit); await db.SaveChangesAsync(); return 0; });
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Arrives_as_html_with_a_text_alternative()
    {
        await Promised("li@example.cn");
        Assert.Equal(1, await Pump(Plain()));

        var mail = Assert.Single(_server.Received());
        Assert.Equal("【竞争上岗】报名成功：办公室副主任", mail.Subject);
        Assert.Contains("编号 007", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("2026年9月7日（周一）", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"zh-CN\">", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("https://gw.example.cn/me", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(MailState.Sent, (await TheMail()).State);
    }

    [Fact]
    public async Task Is_in_English_for_those_who_chose_it()
    {
        await Promised("li@example.cn", language: "en");
        await Pump(Plain());
        Assert.Equal("[Competition] Registered: 办公室副主任", Assert.Single(_server.Received()).Subject);
    }

    [Fact]
    public async Task Promised_twice_is_sent_once()
    {
        var person = await Promised("li@example.cn");
        await In(async db => { await Promise(db, person, round: 1); await db.SaveChangesAsync(); return 0; });
        await In(async db => { await Promise(db, person, round: 2); await db.SaveChangesAsync(); return 0; });
        await Pump(Plain());
        await Pump(Plain());
        Assert.Equal(2, _server.Received().Count); // one for each round
    }

    [Fact]
    public async Task Goes_over_StartTls_with_a_password() => await ArrivesBy(Secured(SmtpSecurity.StartTls, _server.At.StartTls));

    [Fact]
    public async Task Goes_over_implicit_tls_with_a_password() => await ArrivesBy(Secured(SmtpSecurity.Implicit, _server.At.Tls));

    [Fact]
    public async Task Is_not_sent_in_the_clear_when_StartTls_was_asked_for()
    {
        await Promised("li@example.cn");
        Assert.Equal(0, await Pump(Plain() with { Security = SmtpSecurity.StartTls }));
        Assert.Empty(_server.Received());
        Assert.Equal(MailState.Pending, (await TheMail()).State);
    }

    [Fact]
    public async Task Is_not_trusted_to_a_server_with_another_certificate()
    {
        await Promised("li@example.cn");
        Assert.Equal(0, await Pump(Secured(SmtpSecurity.Implicit, _server.At.Tls) with { CertificateSha256 = new string('0', 64) }));
        Assert.Empty(_server.Received());
    }

    [Fact]
    public async Task With_a_wrong_password_waits_and_does_not_die_at_once()
    {
        await Promised("li@example.cn");
        Assert.Equal(0, await Pump(Secured(SmtpSecurity.StartTls, _server.At.StartTls) with { Password = "wrong" }));
        Assert.Equal(MailState.Pending, (await TheMail()).State);
    }

    [Fact]
    public async Task Refused_for_ever_is_dead_at_once_and_can_be_resent()
    {
        await Promised("never@example.cn");
        await Pump(Plain());
        var dead = await TheMail();
        Assert.Equal(MailState.Dead, dead.State);
        Assert.Contains("550", dead.LastAnswer, StringComparison.Ordinal);

        var outcome = await In(db => new ResendMail(db, _clock).RunAsync(new(dead.Id), Actor.System, CancellationToken.None));
        Assert.Equal(ResendMailOutcome.Queued, outcome);
        Assert.Equal(MailState.Pending, (await TheMail()).State);
    }

    [Fact]
    public async Task Refused_for_now_is_tried_again_after_each_wait_and_dies_after_the_last()
    {
        await Promised("later@example.cn");
        foreach (var (wait, attempt) in MailPump.Waits.Select((wait, i) => (wait, i + 1)))
        {
            await Pump(Plain());
            Assert.Equal((MailState.Pending, attempt), await StateAndAttempts());

            _clock.Advance(wait - TimeSpan.FromSeconds(1));
            await Pump(Plain());
            Assert.Equal(attempt, (await StateAndAttempts()).Attempts); // one second early is too early
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Pump(Plain());
        Assert.Equal((MailState.Dead, MailPump.Waits.Count + 1), await StateAndAttempts());
    }

    [Fact]
    public async Task Cut_off_before_the_answer_is_repeated_with_the_same_message_id()
    {
        await Promised("vanish@example.cn");
        await Pump(Plain());
        Assert.Equal(MailState.Pending, (await TheMail()).State);
        _clock.Advance(MailPump.Waits[0]);
        await Pump(Plain());
        Assert.Equal(2, _server.Received().Count);
        Assert.Single(_server.Received().Select(m => m.MessageId).Distinct());
    }

    [Fact]
    public async Task While_the_server_is_down_waits()
    {
        await Promised("li@example.cn");
        Assert.Equal(0, await Pump(Plain() with { Port = 1 }));
        Assert.Equal((MailState.Pending, 1), await StateAndAttempts());
    }

    [Fact]
    public async Task By_two_nodes_at_once_is_sent_once()
    {
        await Promised("li@example.cn");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Pump(Plain())));
        Assert.Single(_server.Received());
    }

    [Fact]
    public async Task Whose_lease_a_jump_of_the_clock_ended_on_its_way_is_not_sent_again()
    {
        await Promised("li@example.cn");
        var transport = new SlowTransport();
        using var turn = new MailTurn();
        var first = In(db => new MailPump(db, transport, turn, _clock).RunOnceAsync(CancellationToken.None));
        await transport.OnItsWay.Task;
        _clock.Advance(MailPump.Lease + TimeSpan.FromHours(1));
        var second = In(db => new MailPump(db, transport, turn, _clock).RunOnceAsync(CancellationToken.None));
        transport.Answer.SetResult();

        Assert.Equal((1, 0), (await first, await second));
        Assert.Equal(1, transport.HandedOver);
    }

    /// <summary>Answers when it is told to.</summary>
    private sealed class SlowTransport : IMailTransport
    {
        public TaskCompletionSource OnItsWay { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public int HandedOver { get; private set; }

        public async Task<HandOverAnswer> HandOverAsync(MailMessage mail, CancellationToken ct)
        {
            HandedOver++;
            OnItsWay.TrySetResult();
            await Answer.Task;
            return new(HandOver.Accepted, "250 OK");
        }
    }

    private async Task ArrivesBy(SmtpSettings settings)
    {
        await Promised("li@example.cn");
        Assert.Equal(1, await Pump(settings));
        Assert.Single(_server.Received());
    }

    private SmtpSettings Plain() => new()
    {
        Host = "127.0.0.1", Port = _server.At.Plain, Security = SmtpSecurity.None, From = "gw@example.cn", TimeoutSeconds = 5,
    };

    private SmtpSettings Secured(SmtpSecurity security, int port) => Plain() with
    {
        Port = port, Security = security, UserName = "mailer", Password = "let-me-send", CertificateSha256 = _server.CertificateSha256,
    };

    private async Task<Guid> Promised(string address, string language = "zh-CN")
    {
        var person = Person.Join(_unit, "0001", "李明", "办公室", "科员", address);
        person.Language = language;
        return await In(async db =>
        {
            db.Add(person);
            await db.SaveChangesAsync();
            await Promise(db, person.Id, round: 1);
            await db.SaveChangesAsync();
            return person.Id;
        });
    }

    private Task Promise(ApprovalDb db, Guid person, int round) => _outbox.PromiseAsync(
        db, person, new Registered("办公室副主任", "007", new DateOnly(2026, 9, 7), null), "M1Registered:x", round, null, null,
        _clock.GetUtcNow(), CancellationToken.None);

    /// <summary>As a process of its own would: with a turn of its own.</summary>
    private async Task<int> Pump(SmtpSettings settings)
    {
        using var turn = new MailTurn();
        return await In(db => new MailPump(db, new SmtpTransport(settings), turn, _clock).RunOnceAsync(CancellationToken.None));
    }

    private Task<MailMessage> TheMail() => In(db => db.Set<MailMessage>().SingleAsync());

    private async Task<(MailState State, int Attempts)> StateAndAttempts()
    {
        var mail = await TheMail();
        return (mail.State, mail.Attempts);
    }

    private async Task<T> In<T>(Func<ApprovalDb, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ApprovalDb>());
    }
}
