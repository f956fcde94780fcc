using System.Data.Common;
using ApprovalFlow.CalendarYears;
using ApprovalFlow.Database;
using ApprovalFlow.Infrastructure;

namespace ApprovalFlow.Web.Hosting;

internal static class DatabaseWiring
{
    /// <summary>The database named by "Database:Provider" and "ConnectionStrings:ApprovalFlow"; a relative SQLite file lies below home.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, IConfiguration configuration, Folders folders)
    {
        var (provider, connectionString) = Chosen(configuration, folders);
        return services.AddApprovalDatabase(provider, connectionString);
    }

    /// <summary>The brand and where the database is.</summary>
    public static (DatabaseProvider Provider, string ConnectionString) Chosen(IConfiguration configuration, Folders folders)
    {
        var provider = configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        var connectionString = configuration.GetConnectionString("ApprovalFlow") ?? "Data Source=data/approvalflow.db";
        if (provider != DatabaseProvider.Sqlite) return (provider, connectionString);

        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var key = parts.ContainsKey("Data Source") ? "Data Source" : "Filename";
        parts[key] = folders.InHome((string)parts[key]);
        return (provider, parts.ConnectionString);
    }

    /// <summary>Brings the database up to date before the first request; what a person can put right is said in one line.</summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        app.Services.GetRequiredService<Folders>().EnsureWritable();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ApprovalDb>();
        try
        {
            var ct = app.Lifetime.ApplicationStopping;
            if (app.Configuration["Database:Setup"] == "Create") await DatabaseSetup.CreateAsync(db, ct);
            else await DatabaseSetup.MigrateAsync(db, ct);
            await scope.ServiceProvider.GetRequiredService<LoadCalendars>().RunOnceAsync(ct);
        }
        catch (DbException e)
        {
            throw new CannotStartException(
                $"The database cannot be used: {e.Message} Check Database:Provider and ConnectionStrings:ApprovalFlow, and that the server runs.", e);
        }
    }
}
