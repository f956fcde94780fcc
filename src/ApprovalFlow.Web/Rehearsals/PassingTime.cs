using ApprovalFlow.Appointments;
using ApprovalFlow.Competitions;
using ApprovalFlow.Deadlines;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Meetings;
using ApprovalFlow.Rehearsals;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Rehearsals;

/// <summary>
/// Moves a movable clock forward the way time would have passed: it stops at every deadline on the way and lets what is due
/// happen before going on.
/// </summary>
public sealed class PassingTime(IServiceScopeFactory scopes, SignalPump engine, MovableClock clock)
{
    /// <summary>Reminders are looked at once for every day that passes.</summary>
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A rehearsal promises its mails and sends none; and nobody else works on its database.</summary>
    public bool Rehearses { get; init; }

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

    /// <summary>The next instant for which something is set: a deadline, a meeting, a talk. Null when nothing is.</summary>
    public async Task<DateTimeOffset?> NextThingAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ApprovalDb>();
        var now = clock.GetUtcNow();
        var running = db.Set<Competition>().Where(c => c.State == CompetitionState.Running).Select(c => c.Id);
        var meeting = await db.Set<Meeting>().Where(m => m.StartsAt > now && m.ClosedAt == null && running.Contains(m.CompetitionId))
            .OrderBy(m => m.StartsAt).Select(m => (DateTimeOffset?)m.StartsAt).FirstOrDefaultAsync(ct);
        var talk = await db.Set<Appointment>().Where(a => a.TalkAt > now && a.TalkHeldAt == null && running.Contains(a.CompetitionId))
            .OrderBy(a => a.TalkAt).Select(a => a.TalkAt).FirstOrDefaultAsync(ct);
        return new[] { await NextDeadlineAsync(db, now, ct), meeting, talk }.Min();
    }

    /// <summary>An instant that is set has come just after it: deadlines are inclusive.</summary>
    public static DateTimeOffset JustAfter(DateTimeOffset instant) => instant.AddMilliseconds(1);

    private static Task<DateTimeOffset?> NextDeadlineAsync(ApprovalDb db, DateTimeOffset now, CancellationToken ct) => db.Set<Deadline>()
        .Where(d => d.State == DeadlineState.Open && d.DueAt >= now
            && db.Set<Competition>().Any(c => c.Id == d.CompetitionId && c.State == CompetitionState.Running))
        .OrderBy(d => d.DueAt).Select(d => (DateTimeOffset?)d.DueAt).FirstOrDefaultAsync(ct);

    /// <summary>Lets everything happen that is due now, until nothing is left; returns how many deadlines were reached.</summary>
    public async Task<int> SettleAsync(CancellationToken ct)
    {
        var reached = 0;
        int done;
        do
        {
            if (Rehearses) await InScopeAsync<ApprovalDb>(db => PokeOnceAsync(db, ct));
            done = await engine.RunOnceAsync(ct);
            var swept = await InScopeAsync<DeadlineSweep>(sweep => sweep.RunOnceAsync(ct));
            reached += swept;
            done += swept;
        }
        while (done > 0);

        await InScopeAsync<DeadlineReminders>(reminders => reminders.RunOnceAsync(ct));
        if (!Rehearses) await InScopeAsync<MailPump>(mail => mail.RunOnceAsync(ct));
        return reached;
    }

    /// <summary>Many answers poke the same stage; to read the facts once serves them all. Not where another pump may be reading now.</summary>
    private static async Task<int> PokeOnceAsync(ApprovalDb db, CancellationToken ct)
    {
        var pokes = await db.Signals.AsNoTracking().Where(s => s.Kind == SignalKind.Poke).Select(s => new { s.Id, s.InstanceId, s.ActivityId }).ToListAsync(ct);
        var doubled = pokes.GroupBy(p => (p.InstanceId, p.ActivityId)).SelectMany(same => same.OrderBy(p => p.Id).Skip(1)).Select(p => p.Id).ToList();
        return doubled.Count == 0 ? 0 : await db.Signals.Where(s => doubled.Contains(s.Id)).ExecuteDeleteAsync(ct);
    }

    /// <summary>Just after the next deadline, a day on, or the target: whichever comes first.</summary>
    private async Task<DateTimeOffset> NextStopAsync(DateTimeOffset target, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ApprovalDb>();
        var now = clock.GetUtcNow();
        var stop = await NextDeadlineAsync(db, now, ct) is { } due ? JustAfter(due) : target;
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
