using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Engine;

/// <summary>
/// Divides the partitions among the nodes that live: each takes its fair share of what is free or has run out, and
/// gives back what is too much when another node appears.
/// </summary>
internal sealed class Leases(IServiceScopeFactory scopes, EngineOptions options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private DateTimeOffset _renewAt;
    private int[] _held = [];

    /// <summary>The partitions to work on; null means all.</summary>
    public int[]? Held => _held.Length == Lease.Partitions ? null : _held;

    /// <summary>Renews when a third of the lease time has passed. False when this node holds nothing.</summary>
    public async Task<bool> RenewAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now < _renewAt && _held.Length > 0) return true;
        await _one.WaitAsync(ct);
        try
        {
            for (var attempt = 0; attempt < 5; attempt++)
            {
                try
                {
                    _held = await ShareAsync(now, ct);
                    _renewAt = now + options.LeaseTime / 3;
                    return _held.Length > 0;
                }
                catch (DbUpdateException)
                {
                    // Another node took one of them at the same moment: look again.
                }
            }

            _held = [];
            return false;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    public async Task ReleaseAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EngineDb>();
        _held = [];
        await db.Leases.Where(l => l.Owner == options.NodeId).ExecuteDeleteAsync(ct);
    }

    private async Task<int[]> ShareAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EngineDb>();
        var me = options.NodeId;
        var until = now + options.LeaseTime;
        var leases = await db.Leases.ToDictionaryAsync(l => l.Name, ct);

        Take(Lease.NodeName(me));
        db.RemoveRange(leases.Values.Where(l => l.Name != Lease.NodeName(me) && IsNode(l) && l.Until < now));
        var nodes = 1 + leases.Values.Count(l => l.Name != Lease.NodeName(me) && IsNode(l) && l.Until >= now);
        var share = (Lease.Partitions + nodes - 1) / nodes;

        var mine = new List<int>();
        foreach (var partition in Enumerable.Range(0, Lease.Partitions))
            if (leases.TryGetValue(Lease.PartitionName(partition), out var lease) && lease.Owner == me) mine.Add(partition);
        foreach (var surplus in mine.Skip(share)) db.Remove(leases[Lease.PartitionName(surplus)]);
        mine = [.. mine.Take(share)];
        foreach (var partition in Enumerable.Range(0, Lease.Partitions))
        {
            if (mine.Count >= share) break;
            if (!mine.Contains(partition) && (!leases.TryGetValue(Lease.PartitionName(partition), out var lease) || lease.Until < now)) mine.Add(partition);
        }

        foreach (var partition in mine) Take(Lease.PartitionName(partition));
        await db.SaveChangesAsync(ct);
        return [.. mine];

        void Take(string name)
        {
            if (leases.TryGetValue(name, out var lease)) lease.Take(me, until);
            else db.Add(leases[name] = new Lease(name, me, until));
        }
    }

    private static bool IsNode(Lease lease) => lease.Name.StartsWith("node:", StringComparison.Ordinal);
}
