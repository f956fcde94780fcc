using ApprovalFlow.Database;
using ApprovalFlow.Infrastructure;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApprovalFlow.Web.Work;

/// <summary>
/// /health/live: the process answers. /health/ready: it may be given requests: the database is there in the right shape
/// and the loops come round.
/// </summary>
internal static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseReady>("database", tags: [Ready])
            .AddCheck<LoopsComeRound>("loops", tags: [Ready]);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains(Ready), ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Description ?? e.Value.Status.ToString()),
        },
        http.RequestAborted);

    private sealed class DatabaseReady(ApprovalDb db, IConfiguration configuration) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var there = configuration["Database:Setup"] == "Create"
                ? await db.Database.CanConnectAsync(cancellationToken)
                : await DatabaseSetup.IsCurrentAsync(db, cancellationToken);
            return there ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not reachable, or not migrated");
        }
    }

    private sealed class LoopsComeRound(Heartbeats heartbeats) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var silent = heartbeats.Silent();
            return Task.FromResult(silent.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"silent for two minutes: {string.Join(", ", silent)}"));
        }
    }
}
