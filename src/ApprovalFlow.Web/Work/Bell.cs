namespace ApprovalFlow.Web.Work;

/// <summary>Rung when there may be mail to send; heard by the loop that sends it. Ringing twice is ringing once.</summary>
internal sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        try
        {
            if (_rung.CurrentCount == 0) _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else rang between the two steps.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => _rung.WaitAsync(atMost, ct);

    public void Dispose() => _rung.Dispose();
}
