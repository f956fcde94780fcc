using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApprovalFlow.Engine.Host;

/// <summary>Kills this process, as kill -9 does, when a named point is passed for the n-th time.</summary>
public sealed class KillSwitch : DbTransactionInterceptor
{
    private string? _point;
    private int _left;

    /// <summary>From now on; the other points are safe.</summary>
    public void Arm(string point, int times)
    {
        if (!Points.Contains(point)) throw new ArgumentException(point, nameof(point));
        (_left, _point) = (times, point);
    }

    /// <summary>All points there are, in the order in which a decision passes them.</summary>
    public static readonly IReadOnlyList<string> Points =
        ["decision-before-commit", "decision-committed", "before-commit", "committing", "after-commit"];

    public void Pass(string point)
    {
        if (point != _point || Interlocked.Decrement(ref _left) != 0) return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Environment.FailFast("killed at " + point);
    }

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        Pass("committing");
        return result;
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Pass("committing");
        return ValueTask.FromResult(result);
    }
}
