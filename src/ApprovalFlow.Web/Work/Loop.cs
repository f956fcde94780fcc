namespace ApprovalFlow.Web.Work;

/// <summary>
/// Runs one piece of work for as long as the program runs: once, then again whenever there may be more. A failure is
/// logged and tried again; it never ends the loop.
/// </summary>
internal sealed class Loop(
    string name, Func<CancellationToken, Task> runOnce, Func<CancellationToken, Task> untilThereMayBeWork, Heartbeats heartbeats, ILogger<Loop> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        heartbeats.Beat(name);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await runOnce(stoppingToken);
                heartbeats.Beat(name);
                await untilThereMayBeWork(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogError(e, "The {Loop} loop failed; it is tried again", name);
                await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
