using ApprovalFlow.Database.PostgreSql;
using ApprovalFlow.Database.Sqlite;
using ApprovalFlow.Database.SqlServer;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ApprovalFlow.Tests.House;

/// <summary>The three databases have the tables that the code expects. A change of the model without infra/scripts/migrations turns this red.</summary>
public class MigrationsAreComplete
{
    public static TheoryData<string> Brands => ["Sqlite", "PostgreSql", "SqlServer"];

    [Theory, MemberData(nameof(Brands))]
    public void The_migrations_hold_the_whole_model(string brand)
    {
        using var db = Open(brand);
        Assert.False(db.Database.HasPendingModelChanges(), $"Run infra/scripts/migrations NAME: {brand} lacks something.");
    }

    [Fact]
    public void All_brands_have_the_same_migrations()
    {
        string[] Names(string brand)
        {
            using var db = Open(brand);
            return [.. db.Database.GetMigrations().Select(m => m[(m.IndexOf('_', StringComparison.Ordinal) + 1)..])];
        }

        Assert.NotEmpty(Names("Sqlite"));
        Assert.Equal(Names("Sqlite"), Names("PostgreSql"));
        Assert.Equal(Names("Sqlite"), Names("SqlServer"));
    }

    /// <summary>
    /// No SQL Server is needed: DacFx compiles the schema as the server's own tools would, and reads every batch of the
    /// migrations that lead to it. (It cannot add a column to a table that it has compiled.)
    /// </summary>
    [Fact]
    public void The_SQL_Server_script_compiles()
    {
        using var db = Open("SqlServer");
        Assert.Empty(ProblemsOf(db.Database.GenerateCreateScript()));
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions);
        Assert.Empty(SyntaxErrorsOf(script));
        Assert.NotEmpty(SyntaxErrorsOf(script + "ALTER TABLE [UserTasks] ADD ;"));
    }

    [Fact]
    public void The_compiler_of_scripts_is_awake() =>
        Assert.NotEmpty(ProblemsOf("CREATE TABLE [A] ([Id] int NOT NULL, CONSTRAINT [PK_A] PRIMARY KEY ([Id]), CONSTRAINT [FK_A_B] FOREIGN KEY ([Id]) REFERENCES [B] ([Id]));"));

    private static List<string> ProblemsOf(string script)
    {
        using var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        var batches = script.Split(["\r\nGO\r\n", "\nGO\n"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(batch => batch.StartsWith("CREATE", StringComparison.Ordinal) || batch.StartsWith("ALTER", StringComparison.Ordinal));
        foreach (var batch in batches) model.AddObjects(batch);
        return [.. model.Validate().Where(m => m.MessageType == Microsoft.SqlServer.Dac.DacMessageType.Error).Select(m => m.Message)];
    }

    private static List<string> SyntaxErrorsOf(string script)
    {
        using var reader = new StringReader(script);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return [.. errors.Select(e => $"{e.Line}: {e.Message}")];
    }

    private static ApprovalDb Open(string brand) => brand switch
    {
        "Sqlite" => new SqliteApprovalDb(new DbContextOptionsBuilder<SqliteApprovalDb>().UseSqlite("Data Source=:memory:").Options),
        "PostgreSql" => new PostgreSqlApprovalDb(new DbContextOptionsBuilder<PostgreSqlApprovalDb>().UseNpgsql("Host=nowhere").Options),
        _ => new SqlServerApprovalDb(new DbContextOptionsBuilder<SqlServerApprovalDb>().UseSqlServer("Server=nowhere").Options),
    };
}
