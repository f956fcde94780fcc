using System.Diagnostics;
using ApprovalFlow.Engine.Host;

namespace ApprovalFlow.Engine.Tests.Support;

/// <summary>A real process that serves the engine, driven over its standard input and killed without warning.</summary>
public sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    public ServerProcess(string provider, string connection, string node)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var argument in (string[])["exec", typeof(HostDb).Assembly.Location, provider, connection, node]) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>It has said that it is ready, and lives.</summary>
    public bool IsAlive { get; private set; }

    public async Task StartedAsync() => IsAlive = await _process.StandardOutput.ReadLineAsync() == "ready";

    /// <summary>False when the process died before it answered: then the fact may or may not be there.</summary>
    public async Task<bool> AskAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
            return IsAlive = await _process.StandardOutput.ReadLineAsync() is not null;
        }
        catch (IOException)
        {
            return IsAlive = false;
        }
    }

    public void Kill()
    {
        IsAlive = false;
        if (!_process.HasExited) _process.Kill();
    }

    public async Task GoneAsync() => await _process.WaitForExitAsync();

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
