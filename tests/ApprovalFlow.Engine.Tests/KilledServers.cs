using Xunit.Abstractions;

namespace ApprovalFlow.Engine.Tests;

/// <summary>Runs where a PostgreSQL is named, and is reported as skipped elsewhere.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public static readonly string? Connection = Environment.GetEnvironmentVariable("APPROVALFLOW_TEST_POSTGRES");

    public PostgresFactAttribute()
    {
        if (string.IsNullOrEmpty(Connection)) Skip = "APPROVALFLOW_TEST_POSTGRES is not set";
    }
}

/// <summary>See <see cref="Ordeal"/>. Two classes, so that they run side by side.</summary>
public sealed class KilledServersOnSqlite(ITestOutputHelper output)
{
    [Fact]
    public async Task One_node_loses_nothing_and_does_nothing_twice()
    {
        var folder = Directory.CreateTempSubdirectory("killed");
        try
        {
            await new Ordeal("sqlite", $"Data Source={Path.Combine(folder.FullName, "killed.db")}", ["one"], output).RunAsync();
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>See <see cref="Ordeal"/>.</summary>
public sealed class KilledServersOnPostgres(ITestOutputHelper output)
{
    [PostgresFact]
    public async Task Two_nodes_lose_nothing_and_do_nothing_twice()
    {
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(PostgresFactAttribute.Connection) { Database = $"killed_{Guid.CreateVersion7():N}" };
        await new Ordeal("postgres", connection.ConnectionString, ["one", "two"], output).RunAsync();
    }
}
