using System.Data.Common;
using ApprovalFlow.Database.PostgreSql;
using ApprovalFlow.Database.Sqlite;
using ApprovalFlow.Database.SqlServer;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ApprovalFlow.Database;

/// <summary>The database brands the product runs on.</summary>
public enum DatabaseProvider { Sqlite = 1, SqlServer = 2, PostgreSql = 3 }

/// <summary>The only place that knows a database brand.</summary>
public static class DatabaseRegistration
{
    /// <summary>Adds the one context, as <see cref="ApprovalDb"/> and <see cref="EngineDb"/>, scoped, with the host's interceptors.</summary>
    public static IServiceCollection AddApprovalDatabase(this IServiceCollection services, DatabaseProvider provider, string connectionString)
    {
        _ = provider switch
        {
            DatabaseProvider.Sqlite => services.AddScopedDb<SqliteApprovalDb>(o => o.UseSqlite(connectionString).AddInterceptors(new SqlitePragmas())),
            DatabaseProvider.SqlServer => services.AddScopedDb<SqlServerApprovalDb>(o => o.UseSqlServer(connectionString)),
            DatabaseProvider.PostgreSql => services.AddScopedDb<PostgreSqlApprovalDb>(o => o.UseNpgsql(Preparing(connectionString))),
        };
        return services;
    }

    /// <summary>
    /// Has PostgreSQL prepare what comes again, where the connection string does not say how much ("Max Auto Prepare", 0 for a
    /// pooler that hands connections on between statements). Without it half of a small step is parsing and planning.
    /// </summary>
    public static string Preparing(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Max Auto Prepare")) settings.MaxAutoPrepare = 100;
        return settings.ConnectionString;
    }

    /// <summary>
    /// The same context on an SQLite database in memory: it is gone when <paramref name="open"/> is closed. Every context
    /// uses that one connection, so only one commit can be under way at a time.
    /// </summary>
    public static IServiceCollection AddThrowAwayDatabase(this IServiceCollection services, DbConnection open) =>
        services.AddScopedDb<SqliteApprovalDb>(o => o.UseSqlite(open).AddInterceptors(new KeptStatements()));

    /// <summary>Pooled: a context holds nothing of its own between scopes, and making one is dearer than most of our queries.</summary>
    private static IServiceCollection AddScopedDb<TDb>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TDb : ApprovalDb => services
            .AddDbContextPool<TDb>((s, options) =>
            {
                configure(options);
                options.AddInterceptors(s.GetServices<IInterceptor>());
            })
            .AddScoped<ApprovalDb>(s => s.GetRequiredService<TDb>())
            .AddScoped<EngineDb>(s => s.GetRequiredService<TDb>());
}
