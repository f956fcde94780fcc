using System.Collections.Concurrent;
using ApprovalFlow.Database;
using ApprovalFlow.Infrastructure;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Respawn;

namespace ApprovalFlow.Tests.Support;

/// <summary>
/// An empty database with the product's tables, for one test at a time. APPROVALFLOW_TEST_DATABASE chooses the brand for the
/// whole run: Sqlite (default, a private file), PostgreSql or SqlServer (on the server that APPROVALFLOW_TEST_POSTGRES or
/// APPROVALFLOW_TEST_SQLSERVER names; kept in a pool and emptied by Respawn between tests, but for Hangfire's tables: it
/// waits half a minute for a schema version that is gone).
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentBag<string> Pool = [];
    private static int _count;

    private TestDatabase(string connectionString) => ConnectionString = connectionString;

    public static DatabaseProvider Provider { get; } =
        Enum.Parse<DatabaseProvider>(Environment.GetEnvironmentVariable("APPROVALFLOW_TEST_DATABASE") ?? nameof(DatabaseProvider.Sqlite));

    public string ConnectionString { get; }

    public static async Task<TestDatabase> TakeAsync()
    {
        if (Pool.TryTake(out var used)) return new(used);

        var name = $"approvalflow_test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        var database = new TestDatabase(Provider switch
        {
            DatabaseProvider.Sqlite => $"Data Source={Path.Combine(Path.GetTempPath(), $"{name}.db")}",
            DatabaseProvider.PostgreSql => new NpgsqlConnectionStringBuilder(Server("APPROVALFLOW_TEST_POSTGRES")) { Database = name }.ConnectionString,
            DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(Server("APPROVALFLOW_TEST_SQLSERVER")) { InitialCatalog = name }.ConnectionString,
        });
        await using var services = database.Services();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ApprovalDb>().Database;
        await db.EnsureDeletedAsync();
        await db.EnsureCreatedAsync();
        return database;
    }

    /// <summary>A container with nothing but the database in it.</summary>
    public ServiceProvider Services() => new ServiceCollection().AddApprovalDatabase(Provider, ConnectionString).BuildServiceProvider();

    public async ValueTask DisposeAsync()
    {
        switch (Provider)
        {
            case DatabaseProvider.Sqlite:
                SqliteConnection.ClearAllPools();
                foreach (var suffix in new[] { "", "-wal", "-shm" })
                    File.Delete(new SqliteConnectionStringBuilder(ConnectionString).DataSource + suffix);
                return;
            case DatabaseProvider.PostgreSql:
                await using (var connection = new NpgsqlConnection(ConnectionString))
                {
                    await connection.OpenAsync();
                    await (await Respawner.CreateAsync(connection, new() { DbAdapter = DbAdapter.Postgres, SchemasToExclude = ["hangfire"] })).ResetAsync(connection);
                }

                break;
            case DatabaseProvider.SqlServer:
                await using (var connection = new SqlConnection(ConnectionString))
                {
                    await connection.OpenAsync();
                    await (await Respawner.CreateAsync(connection, new() { DbAdapter = DbAdapter.SqlServer, SchemasToExclude = ["HangFire"] })).ResetAsync(connection);
                }

                break;
        }

        Pool.Add(ConnectionString);
    }

    private static string Server(string variable) => Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"Set {variable} to the connection string of a throw-away server.");
}
