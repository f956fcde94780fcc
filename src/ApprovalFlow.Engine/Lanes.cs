using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Engine;

/// <summary>
/// Where steps queue up. There are as many lanes as commits may be under way at once; a lane that is free takes of what
/// waits one step of each instance that is in no lane just now. So one caller pays for one commit, many share it, the
/// signals of an instance keep their order, and each step finds in the database what the one before wrote. Timers are in
/// one lane at a time, whatever their instances, so that they are committed in the order in which they were due.
/// </summary>
internal sealed class Lanes(Store store, IServiceScopeFactory scopes, EngineOptions options)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<StepWork> _waiting = [];
    private readonly HashSet<Guid> _inLane = [];
    private bool _timersInLane;
    private int? _free;

    public Task<InstanceStatus?> RunAsync(StepRequest request, Signal? signal, CancellationToken ct)
    {
        var work = new StepWork(request, signal, ct);
        Add([work]);
        return work.Done;
    }

    /// <summary>What is there at once shares commits from the first on.</summary>
    public IReadOnlyList<StepWork> Add(IReadOnlyList<StepWork> works)
    {
        lock (_gate)
        {
            foreach (var work in works) _waiting.AddLast(work);
        }

        if (TakeBatch() is { } batch) _ = CommitAsync(batch);
        UseFreeLanes();
        return works;
    }

    // On other threads: who brought one batch along need not stay for what others have brought meanwhile.
    private void UseFreeLanes()
    {
        while (TakeBatch() is { } batch) _ = Task.Run(() => CommitAsync(batch));
    }

    private async Task CommitAsync(List<StepWork> batch)
    {
        try
        {
            await store.RunAsync(batch);
        }
        catch (Exception error)
        {
            foreach (var work in batch) work.Fail(error);
        }

        Leave(batch);
        UseFreeLanes();
    }

    private List<StepWork>? TakeBatch()
    {
        lock (_gate)
        {
            _free ??= options.Lanes ?? (IsSqlite() ? 1 : 4);
            if (_free == 0) return null;
            List<StepWork> batch = [];
            var timersMustWait = _timersInLane;
            for (var node = _waiting.First; node is not null && batch.Count < options.LargestBatch;)
            {
                var (work, next) = (node.Value, node.Next);
                var isTimer = work.Request is StepRequest.Due;
                if (!(isTimer && timersMustWait) && _inLane.Add(work.Request.InstanceId))
                {
                    batch.Add(work);
                    _waiting.Remove(node);
                    _timersInLane |= isTimer;
                }
                else
                {
                    timersMustWait |= isTimer; // none may overtake another
                }

                node = next;
            }

            if (batch.Count == 0) return null;
            _free--;
            return batch;
        }
    }

    private void Leave(List<StepWork> batch)
    {
        lock (_gate)
        {
            foreach (var work in batch) _inLane.Remove(work.Request.InstanceId);
            if (batch.Exists(work => work.Request is StepRequest.Due)) _timersInLane = false;
            _free++;
        }
    }

    private bool IsSqlite()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<EngineDb>().Database.ProviderName?.Contains("Sqlite", StringComparison.Ordinal) is true;
    }
}
