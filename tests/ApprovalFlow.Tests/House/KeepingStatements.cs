using ApprovalFlow.Database;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Units;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace ApprovalFlow.Tests.House;

/// <summary>The throw-away database parses a statement once, and gives each use of it its own parameters and its own reader.</summary>
public sealed class KeepingStatements : IAsyncLifetime, IDisposable
{
    private readonly SqliteConnection _open = new("Data Source=:memory:");
    private readonly ServiceProvider _services;
    private readonly Unit _north = Unit.Found("north", "北局", "North Bureau", parent: null);
    private readonly Unit _south = Unit.Found("south", "南局", "South Bureau", parent: null);

    public KeepingStatements() => _services = new ServiceCollection().AddThrowAwayDatabase(_open).BuildServiceProvider();

    public async Task InitializeAsync()
    {
        await _open.OpenAsync();
        _open.Handle!.enable_sqlite3_next_stmt(true);
        await WithDbAsync(async db =>
        {
            await DatabaseSetup.CreateAsync(db, CancellationToken.None);
            db.AddRange(_north, _south);
            return await db.SaveChangesAsync();
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _services.Dispose();
        _open.Dispose();
    }

    [Fact]
    public async Task The_same_question_is_parsed_once_and_answered_for_who_is_asked_about()
    {
        Assert.Equal("北局", await NameOfAsync(_north.Id));
        Assert.Equal("南局", await NameOfAsync(_south.Id));
        Assert.Null(await NameOfAsync(Guid.CreateVersion7()));
        Assert.Single(Parsed(), sql => sql.Contains("SELECT \"u\".\"Name\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_asked_again_while_it_is_being_answered_has_its_own_reader()
    {
        var pairs = await WithDbAsync(async db =>
        {
            var seen = new List<string>();
            await foreach (var outer in Names(db).AsAsyncEnumerable())
            {
                await foreach (var inner in Names(db).AsAsyncEnumerable()) seen.Add(outer + inner);
            }

            return seen;
        });
        Assert.Equal(["北局北局", "北局南局", "南局北局", "南局南局"], pairs);
    }

    private static IQueryable<string> Names(ApprovalDb db) => db.Set<Unit>().OrderBy(u => u.Path).Select(u => u.Name);

    private Task<string?> NameOfAsync(Guid id) =>
        WithDbAsync(db => db.Set<Unit>().Where(u => u.Id == id).Select(u => u.Name).SingleOrDefaultAsync());

    /// <summary>What SQLite holds ready on the connection.</summary>
    private List<string> Parsed()
    {
        var texts = new List<string>();
        for (var one = raw.sqlite3_next_stmt(_open.Handle, null); one is { IsInvalid: false }; one = raw.sqlite3_next_stmt(_open.Handle, one))
            texts.Add(raw.sqlite3_sql(one).utf8_to_string());
        return texts;
    }

    private async Task<T> WithDbAsync<T>(Func<ApprovalDb, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ApprovalDb>());
    }
}
