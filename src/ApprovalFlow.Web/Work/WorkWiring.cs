using ApprovalFlow.CalendarYears;
using ApprovalFlow.Database;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.People;
using ApprovalFlow.Stages;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Hosting;
using ApprovalFlow.Web.Security;
using Hangfire;
using Hangfire.PostgreSql;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApprovalFlow.Web.Work;

/// <summary>What runs beside the requests: loops that work off our tables, and Hangfire's wake-up calls.</summary>
internal static class WorkWiring
{
    /// <summary>How long a loop sleeps at most when nobody rings: work that another node left is seen then.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddWork(this IServiceCollection services, IConfiguration configuration, Folders folders)
    {
        services.AddEngine<ApprovalDb>(
            activities =>
            {
                foreach (var stage in StageCatalog.All) activities.Add(stage);
            },
            engine =>
            {
                engine.NodeId = configuration["Node:Id"] ?? Environment.MachineName;
                engine.TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
            });
        services.AddSingleton<Heartbeats>();
        services.AddSingleton<Bell>();
        services.AddSingleton<IInterceptor, RingAfterCommit>();
        services.AddScoped<RecurringWorkCall>();
        services.AddRecurringWork<DeadlineSweep>("deadlines", "* * * * *", (sweep, ct) => sweep.RunOnceAsync(ct));
        services.AddRecurringWork<LoadCalendars>("calendars", "* * * * *", (calendars, ct) => calendars.RunOnceAsync(ct));
        services.AddRecurringWork<DeadlineReminders>("reminders", "5 * * * *", (reminders, ct) => reminders.RunOnceAsync(ct));

        var (provider, connectionString) = DatabaseWiring.Chosen(configuration, folders);
        services.AddHangfire(hangfire =>
        {
            hangfire.UseRecommendedSerializerSettings();
            _ = provider switch
            {
                DatabaseProvider.Sqlite => (IGlobalConfiguration)hangfire.UseInMemoryStorage(),
                DatabaseProvider.SqlServer => hangfire.UseSqlServerStorage(connectionString),
                DatabaseProvider.PostgreSql => hangfire.UsePostgreSqlStorage(storage => storage.UseNpgsqlConnection(connectionString)),
            };
        });

        if (!configuration.GetValue("Work:Background", true)) return services;
        services.AddHangfireServer(server => server.WorkerCount = 2);
        services.AddHostedService<RecurringWorkSchedule>();
        services.AddSingleton<IHostedService>(s =>
        {
            var pump = s.GetRequiredService<SignalPump>();
            return s.LoopOf("engine", pump.RunOnceAsync, ct => pump.WaitAsync(Poll, ct));
        });
        services.AddSingleton<IHostedService>(s => s.LoopOf("mail", ct => s.SendMailAsync(ct), ct => s.GetRequiredService<Bell>().WaitAsync(Poll, ct)));
        return services;
    }

    private static Loop LoopOf(
        this IServiceProvider services, string name, Func<CancellationToken, Task> runOnce, Func<CancellationToken, Task> untilThereMayBeWork) =>
        new(name, runOnce, untilThereMayBeWork, services.GetRequiredService<Heartbeats>(), services.GetRequiredService<ILogger<Loop>>());

    private static async Task SendMailAsync(this IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MailPump>().RunOnceAsync(ct);
    }

    /// <summary>Hangfire's dashboard, for operators; to anybody else it is not there.</summary>
    public static void MapWorkDashboard(this IEndpointRouteBuilder routes) => routes
        .MapHangfireDashboard("/hangfire", new DashboardOptions { Authorization = [], DashboardTitle = "ApprovalFlow" })
        .RequireAuthorization(new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser().AddRequirements(new ForRoleAttribute(Role.Operator)).Build())
        .WithSecurityHeadersPolicy(SecurityPolicies.Dashboard);
}
