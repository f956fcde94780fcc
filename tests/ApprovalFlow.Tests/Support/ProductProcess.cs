using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ApprovalFlow.Tests.Support;

/// <summary>
/// The built program as a process of its own, on a data folder with an SQLite file that outlive it: it can be killed and
/// started again on what it left. Unless the settings say otherwise, mails go to the folder and there is no demonstration.
/// </summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ProductProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<ProductProcess> StartAsync(string folder, string databaseFile, params (string Key, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var configuration = AppContext.BaseDirectory.Contains("release", StringComparison.OrdinalIgnoreCase) ? "release" : "debug";
        var start = new ProcessStartInfo("dotnet", [WorkingCopy.Of($".artifacts/bin/ApprovalFlow.Web/{configuration}/ApprovalFlow.Web.dll")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = WorkingCopy.Root,
        };
        (string, string)[] always =
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("Urls", address.ToString()), ("Site__BaseUrl", address.ToString()), ("Data__Folder", folder),
            ("ConnectionStrings__ApprovalFlow", $"Data Source={databaseFile}"), ("Database__Setup", "Create"), ("Demo__Enabled", "false"),
        ];
        foreach (var (key, value) in always.Concat(settings)) start.Environment[key] = value;

        var process = Process.Start(start)!;
        var said = new List<string>();
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) => said.Add(line.Data ?? "");
        process.OutputDataReceived += (_, line) =>
        {
            said.Add(line.Data ?? "");
            if (line.Data is null) started.TrySetResult(false);
            else if (line.Data.Contains("Application started", StringComparison.Ordinal)) started.TrySetResult(true);
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return await started.Task
            ? new(process, address)
            : throw new InvalidOperationException($"The program did not start:\n{string.Join('\n', said)}");
    }

    /// <summary>SIGKILL: nothing is flushed, finished or said goodbye to.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
