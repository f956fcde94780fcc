using System.Globalization;
using ApprovalFlow.Ballots;
using ApprovalFlow.Competitions;
using ApprovalFlow.Database;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Units;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Tests.Support;

/// <summary>The product without its web, on a SQLite file of its own, with one unit and one running competition.</summary>
internal sealed class ProductStore : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("approvalflow-").FullName;
    private readonly ServiceProvider _services;

    private ProductStore(Action<IServiceCollection>? more)
    {
        var services = new ServiceCollection()
            .AddApprovalFlow()
            .AddApprovalDatabase(DatabaseProvider.Sqlite, $"Data Source={File};Pooling=False")
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new SiteAddress(new Uri("http://localhost:5080")))
            .AddSingleton(new BallotKeyFolder(KeyFolder))
            .AddLogging();
        more?.Invoke(services);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.FromHours(8)));
    public string File => Path.Combine(_folder, "approvalflow.db");
    public string KeyFolder => Path.Combine(_folder, "keys");
    public Guid UnitId { get; private set; }
    public Guid CompetitionId { get; private set; }

    public static async Task<ProductStore> CreateAsync(Action<IServiceCollection>? more = null)
    {
        var store = new ProductStore(more);
        await store.WithAsync<ApprovalDb>(async db =>
        {
            await db.Database.EnsureCreatedAsync();
            var unit = Unit.Found("civil-affairs", "民政厅", "Department of Civil Affairs", parent: null);
            var procedure = ProcedureVersion.Draft("p-v1", "p", null, 1, "办法", "Procedure", null, store.Clock.GetUtcNow());
            var author = Person.Join(unit, "000", "起草人", "人事处", "处长", "author@example.invalid");
            var competition = Competition.Draft(
                unit.Id, "2026-01", "竞争上岗", "Competition", procedure, new Plan(), new Actor(author.Id, author.Name), store.Clock.GetUtcNow());
            db.AddRange(unit, procedure, author, competition);
            await db.SaveChangesAsync();
            (store.UnitId, store.CompetitionId) = (unit.Id, competition.Id);
        });
        return store;
    }

    /// <summary>Hires so many people, named after their staff numbers.</summary>
    public async Task<IReadOnlyList<Actor>> HireAsync(int count, string prefix = "E")
    {
        var people = new List<Person>();
        await WithAsync<ApprovalDb>(async db =>
        {
            var unit = await db.Set<Unit>().SingleAsync(u => u.Id == UnitId);
            foreach (var number in Enumerable.Range(1, count).Select(n => $"{prefix}{n.ToString("000", CultureInfo.InvariantCulture)}"))
                people.Add(Person.Join(unit, number, $"同志{number}", "处室", "干部", $"{number}@example.invalid"));
            db.AddRange(people);
            await db.SaveChangesAsync();
        });
        return [.. people.Select(person => new Actor(person.Id, person.Name))];
    }

    /// <summary>Runs something in a scope of its own, as one request would.</summary>
    public async Task<TResult> WithAsync<TPart, TResult>(Func<TPart, Task<TResult>> act) where TPart : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TPart>());
    }

    public Task WithAsync<TPart>(Func<TPart, Task> act) where TPart : notnull =>
        WithAsync<TPart, bool>(async part =>
        {
            await act(part);
            return true;
        });

    public T The<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The database as whoever gets hold of the file reads it, past the product: rows of texts, in storage order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<IReadOnlyList<string>>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))]);
        return rows;
    }

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
