using System.Diagnostics;
using System.Text.Json;
using MimeKit;

namespace ApprovalFlow.Tests.Support;

/// <summary>The real SMTP server of tests/smtp, as a process of its own. Ends with the test process, whatever happens.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private SmtpServer(Process process, string folder, Ports ports) => (_process, _folder, At) = (process, folder, ports);

    public sealed record Ports(int Plain, int StartTls, int Tls, string CertificateSha256);

    public Ports At { get; }

    public string CertificateSha256 => At.CertificateSha256;

    public static async Task<SmtpServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("approvalflow-smtp-").FullName;
        var process = Process.Start(new ProcessStartInfo("node", [WorkingCopy.Of("tests/smtp/server.js"), folder])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The test SMTP server did not start: run npm ci --prefix tests/smtp.");
        return new(process, folder, JsonSerializer.Deserialize<Ports>(line, JsonSerializerOptions.Web)!);
    }

    /// <summary>Everything that arrived, in the order of arrival.</summary>
    public IReadOnlyList<MimeMessage> Received() =>
        [.. Directory.EnumerateFiles(_folder, "*.eml").Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file))];

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
