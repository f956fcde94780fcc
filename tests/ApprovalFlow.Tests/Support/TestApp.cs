using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using ApprovalFlow.Database;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Units;
using ApprovalFlow.Web.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApprovalFlow.Tests.Support;

/// <summary>
/// The whole product in process, on a private SQLite file or on the server that the run chose (<see cref="TestDatabase"/>), with
/// a clock that the test holds and without background work: what the loops would do happens in <see cref="WorkAsync"/>. The clock starts on Tuesday 1 September 2026, 9:00 in China.
/// </summary>
public sealed class TestApp : IDisposable
{
    /// <summary>A request with this header is signed in as the person with that id.</summary>
    private const string PersonHeader = "X-Person";

    private static readonly Lazy<byte[]> EmptyDatabase = new(CreateEmptyDatabase);

    private readonly string _folder = Directory.CreateTempSubdirectory("approvalflow-").FullName;
    private readonly WebApplicationFactory<Program> _factory;
    private readonly TestDatabase? _server;
    private int _people;
    private Uri _address = new("http://localhost");

    /// <param name="settings">Settings that this test needs to be different, e.g. ("Demo:Enabled", "true").</param>
    public TestApp(params (string Key, string Value)[] settings)
        : this(TestDatabase.Provider == DatabaseProvider.Sqlite ? EmptyDatabase.Value : null, onServer: TestDatabase.Provider != DatabaseProvider.Sqlite, settings) { }

    private TestApp(byte[]? database, bool onServer, params (string Key, string Value)[] settings)
    {
        _server = onServer ? TestDatabase.TakeAsync().GetAwaiter().GetResult() : null;
        var file = Path.Combine(_folder, "approvalflow.db");
        if (database is not null) File.WriteAllBytes(file, database);
        (string, string)[] standard =
        [
            ("Database:Provider", $"{(onServer ? TestDatabase.Provider : DatabaseProvider.Sqlite)}"),
            ("ConnectionStrings:ApprovalFlow", _server?.ConnectionString ?? $"Data Source={file}"), ("Data:Folder", _folder), ("Database:Setup", "Create"),
            ("Urls", "http://127.0.0.1:0"), ("Work:Background", "false"), ("Demo:Enabled", "false"), ("Logging:LogLevel:Default", "Warning"),
        ];
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            foreach (var (key, value) in standard.Concat(settings)) host.UseSetting(key, value);
            host.ConfigureTestServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, HeaderSignIn>(HeaderSignIn.Name, null);
                services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1); // quick here, slow for guessers
                services.Configure<AuthenticationOptions>(o => o.DefaultAuthenticateScheme = HeaderSignIn.Name);
            });
        });
    }

    internal FakeClock Clock { get; } = new(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.FromHours(8)));

    /// <summary>Where the product keeps its files in this test.</summary>
    internal string DataFolder => _folder;

    // ---- who looks -------------------------------------------------------------------------------------------------

    /// <summary>A browser in which the person is signed in. It reads Chinese, does not follow redirects, keeps cookies.</summary>
    public HttpClient As(Person person, string language = "zh-CN") => As(person.Id, language);

    public HttpClient As(Guid personId, string language = "zh-CN")
    {
        var browser = Anybody(language);
        browser.DefaultRequestHeaders.Add(PersonHeader, personId.ToString());
        return browser;
    }

    /// <summary>The header that signs a request in; none for nobody.</summary>
    internal static Dictionary<string, string> HeaderOf(Person? person) => person is null ? [] : new() { [PersonHeader] = person.Id.ToString() };

    /// <summary>A browser in which nobody is signed in; signing in through the page works.</summary>
    public HttpClient Anybody(string language = "zh-CN")
    {
        var browser = _factory.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = _address });
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        return browser;
    }

    /// <summary>
    /// From now on the product listens on a free port of this machine, for a real browser. Call before anything else;
    /// returns the address.
    /// </summary>
    public Uri Listen()
    {
        _factory.UseKestrel(0);
        _factory.StartServer();
        return _address = new Uri(_factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    // ---- what there is ---------------------------------------------------------------------------------------------

    public async Task<Unit> HasUnit(string slug = "civil-affairs", string name = "某省民政厅", Unit? parent = null)
    {
        var unit = Unit.Found(slug, name, slug, parent);
        await Has(unit);
        return unit;
    }

    /// <summary>Somebody of the unit, with standing roles there, an address in example.org, and no password.</summary>
    public async Task<Person> HasPerson(Unit unit, string name, params Role[] roles)
    {
        var number = Interlocked.Increment(ref _people).ToString("d5", CultureInfo.InvariantCulture);
        var person = Person.Join(unit, number, name, "办公室", "一级主任科员", $"{number}@example.org");
        await Has([person, .. roles.Select(role => RoleGrant.To(person.Id, unit.Id, role))]);
        return person;
    }

    /// <summary>The person can sign in with this name and password.</summary>
    public async Task HasAccount(Person person, string userName, string password)
    {
        var result = await Ask<UserManager<Account>, IdentityResult>(accounts =>
            accounts.CreateAsync(new Account { Id = person.Id, UserName = userName, Email = person.Email }, password));
        Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(e => e.Description)));
    }

    /// <summary>These rows are in the database.</summary>
    public Task Has(params object[] rows) => Do<ApprovalDb>(async db =>
    {
        db.AddRange(rows);
        await db.SaveChangesAsync();
    });

    /// <summary>The database file disappears under the running product.</summary>
    public void LosesItsDatabase()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(_folder, "approvalflow.db*")) File.Delete(file);
        Directory.CreateDirectory(Path.Combine(_folder, "approvalflow.db"));
    }

    // ---- what happens ----------------------------------------------------------------------------------------------

    /// <summary>Runs a use case or query of the product in a scope of its own.</summary>
    public async Task<TResult> Ask<T, TResult>(Func<T, Task<TResult>> ask) where T : notnull
    {
        await using var scope = _factory.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<T>());
    }

    public async Task Do<T>(Func<T, Task> act) where T : notnull
    {
        await using var scope = _factory.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <summary>Reads rows as they are stored.</summary>
    public Task<List<TRow>> Rows<TRow>(Func<IQueryable<TRow>, IQueryable<TRow>>? filter = null) where TRow : class =>
        Ask<ApprovalDb, List<TRow>>(db => (filter ?? (rows => rows))(db.Set<TRow>().AsNoTracking()).ToListAsync());

    /// <summary>Mails promised to the person, oldest first.</summary>
    public Task<List<MailMessage>> MailsTo(Person person) =>
        Rows<MailMessage>(mails => mails.Where(m => m.PersonId == person.Id).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id));

    /// <summary>Does everything that is due now: the engine's signals and timers, deadlines, reminders, mails, until nothing is left.</summary>
    public async Task WorkAsync(CancellationToken ct = default)
    {
        int done;
        do
        {
            done = await Ask<SignalPump, int>(pump => pump.RunOnceAsync(ct));
            done += await Ask<DeadlineSweep, int>(sweep => sweep.RunOnceAsync(ct));
        }
        while (done > 0);

        await Ask<DeadlineReminders, int>(reminders => reminders.RunOnceAsync(ct));
        await Ask<MailPump, int>(mails => mails.RunOnceAsync(ct));
    }

    public void Dispose()
    {
        _factory.Dispose();
        _server?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The tables are made once for all tests of a run; each test starts with a copy.</summary>
    private static byte[] CreateEmptyDatabase()
    {
        using var app = new TestApp(database: null, onServer: false);
        using var browser = app.Anybody();
        SqliteConnection.ClearAllPools();
        return File.ReadAllBytes(Path.Combine(app._folder, "approvalflow.db"));
    }

    /// <summary>Believes the header that says who is signed in; without it, the sign-in cookie.</summary>
    private sealed class HeaderSignIn(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApprovalDb db)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public const string Name = "test";

        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!Guid.TryParse(Request.Headers[PersonHeader], out var id)) return await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);

            var name = await db.Set<Person>().Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(Context.RequestAborted);
            var identity = new ClaimsIdentity(
                [new(ClaimTypes.NameIdentifier, id.ToString()), new(SignedIn.PersonName, name ?? "")], Name);
            return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Name));
        }
    }
}
