namespace ApprovalFlow.Engine;

/// <summary>A bell: rung when there may be work, heard by the loop that runs the pump.</summary>
internal sealed class Wakeup : IDisposable
{
    private readonly SemaphoreSlim _bell = new(0, 1);

    public void Wake()
    {
        try
        {
            if (_bell.CurrentCount == 0) _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody rang at the same moment; once is enough.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _bell.WaitAsync(atMost, ct);

    public void Dispose() => _bell.Dispose();
}
