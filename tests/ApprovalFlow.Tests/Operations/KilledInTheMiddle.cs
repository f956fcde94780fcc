using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Database;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Stages.FourChecks;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Stages;
using ApprovalFlow.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Tests.Operations;

/// <summary>
/// The whole program, killed (SIGKILL) while people press buttons and its loops work, and started again on what is left: what
/// was acknowledged is there, nothing is asked or sent twice, and the competition goes on.
/// </summary>
public sealed class KilledInTheMiddle : IDisposable
{
    private const string Password = "correct horse battery";
    private const int Kills = 4;

    private static readonly Dictionary<string, (string Button, (string, string)[] Fields)> Answers = new()
    {
        ["CheckPersonnelFile"] = ("记录核查结果", Finding(CheckFinding.FileInOrder)), ["CheckPersonalMatters"] = ("记录核查结果", Finding(CheckFinding.Truthful)),
        ["CheckDiscipline"] = ("记录核查结果", Finding(CheckFinding.NoObjection)), ["CheckComplaints"] = ("记录核查结果", Finding(CheckFinding.NoComplaint)),
        ["IntegrityBySecretary"] = ("提交", [("Verdict", "Approve")]), ["IntegrityByDiscipline"] = ("提交", [("Verdict", "Approve")]),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("approvalflow-killed-").FullName;
    private readonly List<(Guid Task, Guid By)> _acknowledged = [];
    private readonly List<Person> _people = [];
    private readonly HashSet<Guid> _sentBefore = [];

    private string Database => Path.Combine(_folder, "killed.db");

    [SqliteFact]
    public async Task No_acknowledged_decision_is_lost_and_nothing_happens_twice()
    {
        await PrepareAsync();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var server = await ProductProcess.StartAsync(_folder, Database);
            var work = (await OpenAsync(server)).Take(5).ToList();
            var pressed = work.Select(each => PressAsync(each.Browser, each.Person, each.Task, each.Kind)).ToList();
            if (pressed.Count > 0) await Task.WhenAny(pressed); // the others are under way
            server.Kill();
            await Task.WhenAll(pressed);
        }

        await using (var server = await ProductProcess.StartAsync(_folder, Database)) await FinishAsync(server);
        Assert.NotEmpty(_acknowledged);
        await CheckAsync();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static (string, string)[] Finding(CheckFinding finding) => 
        [("Finding", finding.ToString()), ("CheckedOn", ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];

    /// <summary>Four subjects under the four checks, and three people who can sign in to do them.</summary>
    private async Task PrepareAsync()
    {
        using var it = await LateStages.At(
            [("FourChecks", "Cleared", null), ("PartyGroupDecision", "Passed", null)], ApplicationState.UnderInspection, [0, 1, 2, 3]);
        _people.AddRange([it.Organiser, it.Discipline, it.IntegritySecretary]);
        foreach (var (person, name) in _people.Zip(["organiser", "discipline", "secretary"])) await it.App.HasAccount(person, name, Password);
        _sentBefore.UnionWith((await it.App.Rows<MailMessage>()).Select(m => m.Id));
        await it.App.Do<ApprovalDb>(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {Database}"));
    }

    /// <summary>What everybody has open; each in a browser of their own.</summary>
    private async Task<List<(HttpClient Browser, Person Person, Guid Task, string Kind)>> OpenAsync(ProductProcess server)
    {
        var open = new List<(HttpClient, Person, Guid, string)>();
        foreach (var (person, name) in _people.Zip(["organiser", "discipline", "secretary"]))
        {
            var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
            browser.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
            using var signedIn = await browser.Submit("/account/signin", ("Input.Name", name), ("Input.Password", Password));
            Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
            var inbox = (await browser.GetFromJsonAsync<JsonNode>(new Uri("/api/v1/inbox", UriKind.Relative)))!;
            open.AddRange(inbox["items"]!.AsArray().Select(item => (browser, person, item!["id"]!.GetValue<Guid>(), item["kind"]!.GetValue<string>())));
        }

        return [.. open.Where(each => Answers.ContainsKey(each.Item4))];
    }

    /// <summary>True when the site said that it was done; a site that died said nothing.</summary>
    private async Task PressAsync(HttpClient browser, Person person, Guid task, string kind)
    {
        try
        {
            var (button, fields) = Answers[kind];
            using var answer = await browser.Press(PageOf(kind, task), button, fields);
            if (answer.StatusCode == HttpStatusCode.Redirect) lock (_acknowledged) _acknowledged.Add((task, person.Id));
        }
        catch (HttpRequestException)
        {
            // the server was killed: the person does not know, and finds out after the restart
        }
    }

    private static string PageOf(string kind, Guid task) =>
        $"/tasks/{string.Concat(kind.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()))}/{task}";

    private async Task FinishAsync(ProductProcess server)
    {
        for (var look = 0; look < 60; look++)
        {
            var open = await OpenAsync(server);
            foreach (var (browser, person, task, kind) in open) await PressAsync(browser, person, task, kind);
            var done = await ReadAsync(db => db.Set<UserTask>().AnyAsync(t => t.Kind == TaskKind.ConveneMeeting));
            var sent = await ReadAsync(db => db.Set<MailMessage>().AllAsync(m => m.State == MailState.Sent));
            if (done && sent) return;
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        }

        Assert.Fail("The competition did not go on after the restarts.");
    }

    private async Task CheckAsync()
    {
        var tasks = await ReadAsync(db => db.Set<UserTask>().AsNoTracking().ToListAsync());
        Assert.All(_acknowledged, given => Assert.Contains(tasks, t => t.Id == given.Task && t.State == TaskState.Done && t.DecidedById == given.By));
        Assert.Equal(tasks.Count, tasks.DistinctBy(t => (t.StageRunId, t.Kind, t.SubjectId, t.Round)).Count());
        Assert.Equal(4 * 6 + 1, tasks.Count);

        Assert.All(
            await ReadAsync(db => db.Set<Application>().AsNoTracking().ToListAsync()), a => Assert.Equal(ApplicationState.Proposed, a.State));
        Assert.Equal(16, (await ReadAsync(db => db.Set<SubjectCheck>().AsNoTracking().ToListAsync())).Count(c => c.IsClosed));

        var mails = await ReadAsync(db => db.Set<MailMessage>().AsNoTracking().ToListAsync());
        Assert.Equal(mails.Count, mails.DistinctBy(m => (m.Key, m.PersonId, m.Round)).Count());
        var letters = Directory.GetFiles(Path.Combine(_folder, "mail"), "*.eml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order().ToList();
        Assert.Equal(mails.Where(m => !_sentBefore.Contains(m.Id)).Select(m => m.Id.ToString("n")).Order(), letters);
    }

    private async Task<T> ReadAsync<T>(Func<ApprovalDb, Task<T>> read)
    {
        await using var services = new ServiceCollection().AddApprovalDatabase(DatabaseProvider.Sqlite, $"Data Source={Database}").BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<ApprovalDb>());
    }

    /// <summary>The file that is handed over between processes is an SQLite file, whatever the other slices run on.</summary>
    private sealed class SqliteFactAttribute : FactAttribute
    {
        public SqliteFactAttribute()
        {
            if (TestDatabase.Provider != DatabaseProvider.Sqlite) Skip = "hands an SQLite file from one process to the next";
        }
    }
}
