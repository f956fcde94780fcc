using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Demo;

/// <summary>
/// Moves the demonstration's clock forward the way time would have passed: it stops at every deadline on the way and lets
/// what is due happen before going on.
/// </summary>
public sealed class DemoTime(IServiceScopeFactory scopes, SignalPump engine, DemoClock clock)
{
    /// <summary>Reminders are looked at once for every day that passes.</summary>
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Returns how many deadlines were reached on the way. Never goes back.</summary>
    public async Task<int> MoveToAsync(DateTimeOffset target, CancellationToken ct)
    {
        var reached = await SettleAsync(ct);
        while (clock.GetUtcNow() < target)
        {
            var next = await NextStopAsync(target, ct);
            if (next > clock.GetUtcNow()) clock.GoTo(next);
            reached += await SettleAsync(ct);
        }

        return reached;
    }

    /// <summary>Lets everything happen that is due now, until nothing is left; returns how many deadlines were reached.</summary>
    public async Task<int> SettleAsync(CancellationToken ct)
    {
        var reached = 0;
        int done;
        do
        {
            done = await engine.RunOnceAsync(ct);
            var swept = await InScopeAsync<DeadlineSweep>(sweep => sweep.RunOnceAsync(ct));
            reached += swept;
            done += swept;
        }
        while (done > 0);

        await InScopeAsync<DeadlineReminders>(reminders => reminders.RunOnceAsync(ct));
        await InScopeAsync<MailPump>(mail => mail.RunOnceAsync(ct));
        return reached;
    }

    /// <summary>Just after the next deadline, a day on, or the target: whichever comes first.</summary>
    private async Task<DateTimeOffset> NextStopAsync(DateTimeOffset target, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ApprovalDb>();
        var now = clock.GetUtcNow();
        var due = await db.Set<Deadline>()
            .Where(d => d.State == DeadlineState.Open && d.DueAt >= now
                && db.Set<Competition>().Any(c => c.Id == d.CompetitionId && c.State == CompetitionState.Running))
            .OrderBy(d => d.DueAt).Select(d => (DateTimeOffset?)d.DueAt).FirstOrDefaultAsync(ct);
        var stop = due is { } at ? at.AddMilliseconds(1) : target;
        var tomorrow = now + Day;
        if (tomorrow < stop) stop = tomorrow;
        return stop < target ? stop : target;
    }

    private async Task<int> InScopeAsync<T>(Func<T, Task<int>> work) where T : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<T>());
    }
}
