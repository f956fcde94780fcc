using System.Globalization;
using ApprovalFlow.Competitions;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Deadlines;

/// <summary>
/// Acts on deadlines that have passed, in the order in which they were due, each exactly once, one commit each. After an
/// outage it catches up in that order, with the scheduled instant on record. Deadlines of a suspended competition wait.
/// </summary>
public sealed class DeadlineSweep(ApprovalDb db, TimeProvider clock)
{
    private const int Batch = 200;

    /// <summary>Returns how many deadlines were acted on.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var reached = 0;
        while (true)
        {
            var now = clock.GetUtcNow();
            var due = await db.Set<Deadline>().AsNoTracking()
                .Where(d => d.State == DeadlineState.Open && d.DueAt < now)
                .Where(d => db.Set<Competition>().Any(c => c.Id == d.CompetitionId && c.State == CompetitionState.Running))
                .OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(Batch).Select(d => d.Id).ToListAsync(ct);
            if (due.Count == 0) return reached;

            foreach (var id in due)
            {
                if (await db.CommitAsync(() => ReachAsync(id, ct))) reached++;
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<bool> ReachAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var deadline = await db.Set<Deadline>().SingleAsync(d => d.Id == id, ct);
        if (!deadline.Reach(now)) return false;

        db.Record(deadline.CompetitionId, "deadline.reached", deadline.Id, Actor.System,
            string.Create(CultureInfo.InvariantCulture, $"{deadline.Kind} scheduled {deadline.DueAt:O} acted {now:O} calendar {deadline.CalendarVersion}"), now);
        if (deadline.InstanceId is { } instance) db.Add(Signal.Poke(instance, deadline.ActivityId, now));
        await db.SaveChangesAsync(ct);
        return true;
    }
}
