using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Engine;

/// <summary>
/// Works off signals and due timers of the partitions this node holds a lease on. Nothing is lost when it stops
/// anywhere: a signal leaves its table in the commit of the step it caused.
/// </summary>
public sealed class SignalPump
{
    private const int Page = 256;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Orphaned = TimeSpan.FromDays(1);
    private readonly Lanes _lanes;
    private readonly Leases _leases;
    private readonly Wakeup _wakeup;
    private readonly IServiceScopeFactory _scopes;
    private readonly EngineOptions _options;
    private readonly TimeProvider _clock;
    private DateTimeOffset? _lookAgainAt;

    internal SignalPump(Lanes lanes, Leases leases, Wakeup wakeup, IServiceScopeFactory scopes, EngineOptions options, TimeProvider clock) =>
        (_lanes, _leases, _wakeup, _scopes, _options, _clock) = (lanes, leases, wakeup, scopes, options, clock);

    /// <summary>Tells the loop that there may be work, e.g. after a commit that wrote signals.</summary>
    public void Wake() => _wakeup.Wake();

    /// <summary>Returns when there may be work, at the latest after the given time.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _wakeup.WaitAsync(atMost, ct);

    /// <summary>Gives the leases back, so that other nodes need not wait for them to run out.</summary>
    public Task ReleaseAsync(CancellationToken ct) => _leases.ReleaseAsync(ct);

    /// <summary>Processes every signal that is available and every timer that is due, and what follows from them; returns how many.</summary>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var total = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            if (!await _leases.RenewAsync(ct)) return total;
            var done = await RunSignalsAsync(ct) + await RunTimersAsync(ct);
            if (done == 0 && !await LookAgainAsync(ct)) return total;
            total += done;
        }
    }

    /// <summary>
    /// A signal may have been lost: now and then every instance that waits for one is poked, and reads its facts again.
    /// True when one was.
    /// </summary>
    private async Task<bool> LookAgainAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        _lookAgainAt ??= now + _options.LookAgain;
        if (now < _lookAgainAt) return false;
        _lookAgainAt = now + _options.LookAgain;
        List<Guid> waiting;
        await using (var scope = _scopes.CreateAsyncScope())
        {
            var query = scope.ServiceProvider.GetRequiredService<EngineDb>().Bookmarks.AsNoTracking().Where(b => b.DueAt == null && b.Name == null);
            if (_leases.Held is { } held) query = query.Where(b => held.Contains(b.Partition));
            waiting = await query.Select(b => b.InstanceId).Distinct().ToListAsync(ct);
        }

        foreach (var page in waiting.Chunk(Page))
        {
            ct.ThrowIfCancellationRequested();
            foreach (var work in _lanes.Add([.. page.Select(id => new StepWork(new StepRequest.Poke(id, null), null, ct))])) await ErrorOfAsync(work.Done);
        }

        return waiting.Count > 0;
    }

    private async Task<int> RunSignalsAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        List<Signal> signals;
        await using (var scope = _scopes.CreateAsyncScope())
        {
            var query = scope.ServiceProvider.GetRequiredService<EngineDb>().Signals.AsNoTracking().Where(s => s.AvailableAt <= now);
            if (_leases.Held is { } held) query = query.Where(s => held.Contains(s.Partition));
            signals = await query.OrderBy(s => s.AvailableAt).ThenBy(s => s.Id).Take(Page).ToListAsync(ct);
        }

        foreach (var (signal, work) in signals.Zip(_lanes.Add([.. signals.Select(s => new StepWork(StepRequest.From(s), s, ct))])))
        {
            var error = await ErrorOfAsync(work.Done);
            if (error is not null) await PutOffAsync(signal, error.Message, ct);
            else if (await work.Done is null) await PutOffAsync(signal, "There is no such instance (yet).", ct);
        }

        return signals.Count;
    }

    private async Task<int> RunTimersAsync(CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        List<Bookmark> due;
        await using (var scope = _scopes.CreateAsyncScope())
        {
            var query = scope.ServiceProvider.GetRequiredService<EngineDb>().Bookmarks.AsNoTracking().Where(b => b.AvailableAt <= now);
            if (_leases.Held is { } held) query = query.Where(b => held.Contains(b.Partition));
            due = await query.OrderBy(b => b.AvailableAt).ThenBy(b => b.InstanceId).ThenBy(b => b.ExecutionId).Take(Page).ToListAsync(ct);
        }

        foreach (var (bookmark, work) in due.Zip(_lanes.Add([.. due.Select(b => new StepWork(new StepRequest.Due(b.InstanceId, b.ExecutionId), null, ct))])))
            if (await ErrorOfAsync(work.Done) is { } error) await PutOffAsync(bookmark, error.Message, ct);
        return due.Count;
    }

    private static async Task<Exception?> ErrorOfAsync(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return error;
        }
    }

    // What cannot be done now must not stand in the way of the rest; each failure doubles the pause.
    private async Task PutOffAsync(Signal signal, string error, CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var signals = scope.ServiceProvider.GetRequiredService<EngineDb>().Signals.Where(s => s.Id == signal.Id);
        var now = _clock.GetUtcNow();
        if (now - signal.CreatedAt > Orphaned)
        {
            await signals.ExecuteDeleteAsync(ct);
            return;
        }

        var attempts = signal.Attempts + 1;
        var next = now + Pause(attempts);
        await signals.ExecuteUpdateAsync(
            s => s.SetProperty(x => x.Attempts, attempts).SetProperty(x => x.AvailableAt, next).SetProperty(x => x.LastError, error), ct);
    }

    private async Task PutOffAsync(Bookmark bookmark, string error, CancellationToken ct)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var attempts = bookmark.Attempts + 1;
        DateTimeOffset? next = _clock.GetUtcNow() + Pause(attempts);
        await scope.ServiceProvider.GetRequiredService<EngineDb>().Bookmarks
            .Where(b => b.InstanceId == bookmark.InstanceId && b.ExecutionId == bookmark.ExecutionId)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Attempts, attempts).SetProperty(x => x.AvailableAt, next).SetProperty(x => x.LastError, error), ct);
    }

    private static TimeSpan Pause(int attempts)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempts, 10)));
        return pause < LongestPause ? pause : LongestPause;
    }
}
