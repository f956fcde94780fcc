using System.Globalization;
using ApprovalFlow.Engine;
using ApprovalFlow.Engine.Host;
using Microsoft.Extensions.DependencyInjection;

// arguments: provider (sqlite|postgres), connection string, node id
// standard input: "start INSTANCE", "decide DUTY VERDICT", "die POINT TIMES"; each is answered by a line when it is committed
var (provider, connection, node) = (args[0], args[1], args[2]);
var kill = new KillSwitch();
var services = new ServiceCollection();
services.AddDbContext<HostDb>(options =>
{
    HostDb.Configure(options, provider, connection);
    options.AddInterceptors(kill);
});
services.AddEngine<HostDb>(catalog => catalog.Add(DutyActivity.Descriptor), options =>
{
    options.NodeId = node;
    options.LeaseTime = TimeSpan.FromSeconds(3);
    options.CommitPoint = kill.Pass;
});
await using var host = services.BuildServiceProvider();
var pump = host.GetRequiredService<SignalPump>();
var runtime = host.GetRequiredService<WorkflowRuntime>();
using var stop = new CancellationTokenSource();
var pumping = Task.Run(async () =>
{
    while (!stop.IsCancellationRequested)
    {
        try
        {
            await pump.RunOnceAsync(stop.Token);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(error.Message); // the database is away: again in a moment
        }

        await pump.WaitAsync(TimeSpan.FromMilliseconds(100), stop.Token);
    }
});

Console.WriteLine("ready");
while (await Console.In.ReadLineAsync() is { } line)
{
    var words = line.Split(' ');
    if (words[0] == "die")
    {
        kill.Arm(words[1], int.Parse(words[2], CultureInfo.InvariantCulture));
        Console.WriteLine("ok");
        continue;
    }

    await using var scope = host.CreateAsyncScope();
    var db = scope.ServiceProvider.GetRequiredService<HostDb>();
    var now = TimeProvider.System.GetUtcNow();
    if (words[0] == "start")
    {
        db.Add(Signal.Start(Guid.Parse(words[1]), "competition-v1", words[1], null, now));
    }
    else
    {
        var duty = (await db.Duties.FindAsync(Guid.Parse(words[1], CultureInfo.InvariantCulture)))!;
        duty.Verdict ??= words[2];
        db.Add(Signal.Poke(duty.InstanceId, duty.ActivityId, now));
    }

    kill.Pass("decision-before-commit");
    await db.SaveChangesAsync();
    kill.Pass("decision-committed");
    pump.Wake();
    // A second, simultaneous poke, here, while the signal is taken up by whoever holds the lease. It may be lost.
    if (words[0] == "decide") _ = PokeAsync(db.ChangeTracker.Entries<Duty>().Single().Entity);
    Console.WriteLine("ok " + words[1]);
}

await stop.CancelAsync();

async Task PokeAsync(Duty duty)
{
    try
    {
        await runtime.PokeAsync(duty.InstanceId, duty.ActivityId, stop.Token);
    }
    catch (Exception error) when (error is not OperationCanceledException)
    {
        await Console.Error.WriteLineAsync(error.Message);
    }
}
