using Hangfire;
using Hangfire.Storage;

namespace ApprovalFlow.Web.Work;

/// <summary>
/// Something that is to be looked at again and again: a wake-up call on the clock of China. What is due, and what was
/// already done, is in our tables; a call that comes late, twice or never changes no result.
/// </summary>
public sealed record RecurringWork(string Name, string Cron, Func<IServiceProvider, CancellationToken, Task> RunOnceAsync);

public static class RecurringWorkRegistration
{
    /// <summary>Adds a wake-up call: <c>services.AddRecurringWork&lt;DeadlineSweep&gt;("deadlines", "* * * * *", (s, ct) =&gt; s.RunOnceAsync(ct))</c>.</summary>
    public static IServiceCollection AddRecurringWork<T>(
        this IServiceCollection services, string name, string cron, Func<T, CancellationToken, Task> runOnce)
        where T : notnull =>
        services.AddSingleton(new RecurringWork(name, cron, (s, ct) => runOnce(s.GetRequiredService<T>(), ct)));
}

/// <summary>What Hangfire calls: finds the work by its name and runs it in a scope of its own.</summary>
public sealed class RecurringWorkCall(IEnumerable<RecurringWork> works, IServiceScopeFactory scopes)
{
    [DisableConcurrentExecution(timeoutInSeconds: 30), AutomaticRetry(Attempts = 0, LogEvents = true)]
    public async Task RunAsync(string name, CancellationToken ct)
    {
        var work = works.Single(w => w.Name == name);
        await using var scope = scopes.CreateAsyncScope();
        await work.RunOnceAsync(scope.ServiceProvider, ct);
    }
}

/// <summary>Tells Hangfire at start what there is, and forgets what there no longer is.</summary>
internal sealed class RecurringWorkSchedule(IEnumerable<RecurringWork> works, IRecurringJobManager manager, JobStorage storage) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var options = new RecurringJobOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") };
        foreach (var work in works)
            manager.AddOrUpdate<RecurringWorkCall>(work.Name, call => call.RunAsync(work.Name, CancellationToken.None), work.Cron, options);

        using var connection = storage.GetConnection();
        foreach (var gone in connection.GetRecurringJobs().Where(job => works.All(w => w.Name != job.Id))) manager.RemoveIfExists(gone.Id);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
