using System.Diagnostics;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Procedures.Checks;

/// <summary><c>procedure check</c> as somebody at a prompt, or a build, sees it.</summary>
public sealed class CheckingAFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("checks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_template_is_silent() =>
        Assert.Equal((0, "", ""), await RunAsync("--lang", "en", WorkingCopy.Of("workflows/provincial-department/procedure.v1.json")));

    [Fact]
    public async Task An_error_is_one_line_and_the_exit_code()
    {
        var file = Write(Sketch.T1.Set("notice", "workingDays", "4"));
        var (code, said, _) = await RunAsync("--lang", "en", file);
        Assert.Equal(1, code);
        Assert.StartsWith("error notice-too-short notice: ", said, StringComparison.Ordinal);
        Assert.Single(said.TrimEnd().Split('\n'));
        var chinese = await RunAsync("--lang", "zh", file);
        Assert.Contains("第四十二条", chinese.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_is_said_and_stops_nobody()
    {
        var (code, said, _) = await RunAsync("--lang", "en", Write(Sketch.T1.Set("interview", "panel", "8")));
        Assert.Equal(0, code);
        Assert.StartsWith("warning panel-even interview: ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_in_one_sentence()
    {
        var none = await RunAsync("--lang", "en", Path.Combine(_folder, "none.json"));
        Assert.Equal((2, ""), (none.Code, none.Said));
        Assert.StartsWith("There is no file ", none.Complaint, StringComparison.Ordinal);
        var broken = await RunAsync("--lang", "zh", Write("{ not json"));
        Assert.Equal(2, broken.Code);
        Assert.Contains("不是有效的 JSON", broken.Complaint, StringComparison.Ordinal);
    }

    private string Write(Sketch sketch) => Write(sketch.Json);

    private string Write(string text)
    {
        var file = Path.Combine(_folder, "drawn.json");
        File.WriteAllText(file, text);
        return file;
    }

    private static async Task<(int Code, string Said, string Complaint)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[WorkingCopy.Of(".artifacts/bin/ApprovalFlow.Web/debug/ApprovalFlow.Web.dll"), "procedure", "check", .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complaint = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await complaint);
    }
}
