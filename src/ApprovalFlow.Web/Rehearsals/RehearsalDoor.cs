using System.Collections.Concurrent;

namespace ApprovalFlow.Web.Rehearsals;

/// <summary>
/// One rehearsal at a time in this process, one for each person, and only a few waiting: a rehearsal is work for a processor,
/// and competitions come first.
/// </summary>
public sealed class RehearsalDoor : IDisposable
{
    public const int MostWaiting = 3;

    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentDictionary<Guid, bool> _asking = new();

    /// <summary>Null at once where the person has one under way already, or too many wait.</summary>
    public async Task<T?> RunAsync<T>(Guid personId, Func<Task<T>> rehearse, CancellationToken ct) where T : class
    {
        if (_asking.Count > MostWaiting || !_asking.TryAdd(personId, true)) return null;
        try
        {
            await _one.WaitAsync(ct);
            try
            {
                return await Task.Run(rehearse, ct);
            }
            finally
            {
                _one.Release();
            }
        }
        finally
        {
            _asking.TryRemove(personId, out _);
        }
    }

    public void Dispose() => _one.Dispose();
}
