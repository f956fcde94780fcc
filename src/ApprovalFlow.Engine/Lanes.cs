using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Engine;

/// <summary>
/// Where steps queue up. All steps of one instance go through one lane, in order; a lane commits one batch at a time,
/// and while it does, what arrives collects for the next batch. So one caller pays for one commit, and many share it.
/// Timers all go through the first lane, so that they are committed in the order in which they were due.
/// </summary>
internal sealed class Lanes(Store store, IServiceScopeFactory scopes, EngineOptions options)
{
    private readonly Lock _making = new();
    private Lane[]? _lanes;

    public Task<InstanceStatus?> RunAsync(StepRequest request, Signal? signal, CancellationToken ct)
    {
        var work = new StepWork(request, signal, ct);
        var lanes = _lanes ?? Make();
        lanes[request is StepRequest.Due ? 0 : (uint)request.InstanceId.GetHashCode() % (uint)lanes.Length].Add(work);
        return work.Done;
    }

    private Lane[] Make()
    {
        lock (_making)
        {
            if (_lanes is not null) return _lanes;
            var count = options.Lanes ?? (IsSqlite() ? 1 : 4);
            return _lanes = [.. Enumerable.Range(0, count).Select(_ => new Lane(store, options.LargestBatch))];
        }
    }

    private bool IsSqlite()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<EngineDb>().Database.ProviderName?.Contains("Sqlite", StringComparison.Ordinal) is true;
    }

    private sealed class Lane(Store store, int largestBatch)
    {
        private readonly Lock _gate = new();
        private readonly Queue<StepWork> _waiting = [];
        private bool _busy;

        public void Add(StepWork work)
        {
            lock (_gate)
            {
                _waiting.Enqueue(work);
                if (_busy) return;
                _busy = true;
            }

            _ = DrainAsync();
        }

        private async Task DrainAsync()
        {
            while (TakeBatch() is { } batch)
            {
                try
                {
                    await store.RunAsync(batch);
                }
                catch (Exception error)
                {
                    foreach (var work in batch) work.Fail(error);
                }
            }
        }

        private List<StepWork>? TakeBatch()
        {
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _busy = false;
                    return null;
                }

                var batch = new List<StepWork>(Math.Min(_waiting.Count, largestBatch));
                while (batch.Count < largestBatch && _waiting.TryDequeue(out var work)) batch.Add(work);
                return batch;
            }
        }
    }
}
