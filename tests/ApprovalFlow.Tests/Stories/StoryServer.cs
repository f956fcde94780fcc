using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// The real program as a process of its own, on an empty data folder with the demonstration's people, sending to a real SMTP
/// server.
/// </summary>
public sealed class StoryServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private StoryServer(Process process, string folder, Uri address, SmtpServer mail) =>
        (_process, _folder, Address, Mail) = (process, folder, address, mail);

    public Uri Address { get; }

    public SmtpServer Mail { get; }

    /// <param name="competitions">With the demonstration's competitions, one finished and one under way, or with none.</param>
    public static async Task<StoryServer> StartAsync(bool competitions)
    {
        var mail = await SmtpServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("approvalflow-story-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var configuration = AppContext.BaseDirectory.Contains("release", StringComparison.OrdinalIgnoreCase) ? "release" : "debug";
        var start = new ProcessStartInfo("dotnet", [WorkingCopy.Of($".artifacts/bin/ApprovalFlow.Web/{configuration}/ApprovalFlow.Web.dll")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = WorkingCopy.Root,
        };
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Urls"] = address.ToString(), ["Site__BaseUrl"] = address.ToString(),
            ["Data__Folder"] = folder, ["ConnectionStrings__ApprovalFlow"] = $"Data Source={Path.Combine(folder, "story.db")}",
            ["Demo__Enabled"] = "true", ["Demo__Competitions"] = competitions ? "true" : "false",
            ["Smtp__Host"] = "127.0.0.1", ["Smtp__Port"] = $"{mail.At.Plain}", ["Smtp__Security"] = "None", ["Smtp__From"] = "gw@example.cn",
        };
        foreach (var (key, value) in settings) start.Environment[key] = value;

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
            ? new(process, folder, address, mail)
            : throw new InvalidOperationException($"The program did not start:\n{string.Join('\n', said)}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        await Mail.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
