using ApprovalFlow.Database.PostgreSql;
using ApprovalFlow.Database.Sqlite;
using ApprovalFlow.Database.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ApprovalFlow.Database;

/// <summary>How <c>dotnet ef</c> makes each context without a server: infra/scripts/migrations uses all three.</summary>
internal sealed class DesignTime :
    IDesignTimeDbContextFactory<SqliteApprovalDb>,
    IDesignTimeDbContextFactory<SqlServerApprovalDb>,
    IDesignTimeDbContextFactory<PostgreSqlApprovalDb>
{
    SqliteApprovalDb IDesignTimeDbContextFactory<SqliteApprovalDb>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteApprovalDb>().UseSqlite("Data Source=:memory:").Options);

    SqlServerApprovalDb IDesignTimeDbContextFactory<SqlServerApprovalDb>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerApprovalDb>().UseSqlServer("Server=nowhere").Options);

    PostgreSqlApprovalDb IDesignTimeDbContextFactory<PostgreSqlApprovalDb>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlApprovalDb>().UseNpgsql("Host=nowhere").Options);
}
