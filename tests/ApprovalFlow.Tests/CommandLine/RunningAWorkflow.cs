using System.Diagnostics;
using ApprovalFlow.Engine.Tests.Support;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.CommandLine;

/// <summary><c>workflow run FILE</c> as a process of its own, as people and scripts call it.</summary>
public sealed class RunningAWorkflow : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("approvalflow-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [ConformanceTheory]
    [InlineData("writeline.json", "", "", "Dummy Text")]
    [InlineData("join-any-1.json", "", "", "Start|End")]
    [InlineData("join-all-1.json", "", "", "Start|Line 1|Line 2|End")]
    [InlineData("flowchart-completion-1.json", "", "", null)]
    [InlineData("flowchart-completion-2.json", "", "", null)]
    [InlineData("flowchart-completion-3.json", "", "", null)]
    [InlineData("parent-child-inputs.parent.json", "parent-child-inputs.child.json", "Input1=Foo", "Parent: Foo|Child: Bar")]
    [InlineData("parent-with-wait.json", "child-workflow.json", "", "Parent: Before child|Child: Executing|Parent: After child")]
    [InlineData("parent-with-input.json", "child-with-input.json", "", "Child received: Hello from parent")]
    [InlineData("matter-activity.json", "atom-activity.json molecule-activity.json", "", "Atom|Atom|Atom|Atom|Atom|Atom|Atom|Atom|Atom")]
    public async Task Elsas_own_definitions_give_what_their_table_says(string file, string also, string input, string? lines)
    {
        var (exit, output, _) = await RunAsync(
        [
            Path.Combine(ConformanceFolder.Path!, file),
            .. also.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(other => (string[])["--also", Path.Combine(ConformanceFolder.Path!, other)]),
            .. input.Length > 0 ? (string[])["--input", input] : [],
        ]);

        Assert.Equal((0, "status: Finished"), (exit, output[^1]));
        if (lines is not null) Assert.Equal(lines.Split('|'), output[..^1]);
    }

    [Fact]
    public async Task A_year_passes_at_once()
    {
        var (exit, output, _) = await RunAsync([Write(Sequence(
            """{ "id": "year", "type": "Elsa.Delay", "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "365.00:00:00" } } }""", Line("过了一年")))]);

        Assert.Equal((0, "过了一年|status: Finished"), (exit, string.Join('|', output)));
    }

    [Fact]
    public async Task What_waits_for_somebody_is_suspended()
    {
        var (exit, output, _) = await RunAsync([Write(Sequence(Line("before"),
            """{ "id": "e", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } }""", Line("never")))]);

        Assert.NotEqual(0, exit);
        Assert.Equal("before|status: Suspended", string.Join('|', output));
    }

    [Fact]
    public async Task What_fails_is_faulted_and_says_why()
    {
        var (exit, output, errors) = await RunAsync([Write(Sequence(Line("before"),
            """{ "id": "bad", "type": "Elsa.Fault", "message": { "typeName": "String", "expression": { "type": "Literal", "value": "no quorum" } } }"""))]);

        Assert.NotEqual(0, exit);
        Assert.Equal("before|status: Faulted", string.Join('|', output));
        Assert.Contains("bad: FaultException: no quorum", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_run_is_refused_before_anything_runs_also_in_the_other_files()
    {
        var other = Write(Sequence("""{ "id": "mail", "type": "Elsa.SendEmail" }"""), "other");
        var (exit, output, errors) = await RunAsync([Write(Sequence(Line("before"))), "--also", other]);

        Assert.NotEqual(0, exit);
        Assert.Empty(output);
        Assert.Contains("$.root.activities[0] (mail): Activity type 'Elsa.SendEmail' is not supported.", errors, StringComparison.Ordinal);
    }

    private static string Sequence(params string[] activities) => $$"""{ "id": "q", "type": "Elsa.Sequence", "activities": [{{string.Join(", ", activities)}}] }""";

    private static string Line(string text) =>
        $$"""{ "id": "{{text}}", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "{{text}}" } } }""";

    private string Write(string root, string name = "flow")
    {
        var file = Path.Combine(_folder, name + ".json");
        File.WriteAllText(file, $$"""{ "id": "{{name}}-1", "definitionId": "{{name}}", "version": 1, "root": {{root}} }""");
        return file;
    }

    private static async Task<(int Exit, string[] Output, string Errors)> RunAsync(string[] arguments)
    {
        var configuration = AppContext.BaseDirectory.Contains("release", StringComparison.OrdinalIgnoreCase) ? "release" : "debug";
        var start = new ProcessStartInfo("dotnet", [WorkingCopy.Of($".artifacts/bin/ApprovalFlow.Web/{configuration}/ApprovalFlow.Web.dll"), "workflow", "run", .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = WorkingCopy.Root,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
    }
}
