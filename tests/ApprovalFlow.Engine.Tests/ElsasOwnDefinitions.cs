using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Tests.Support;

namespace ApprovalFlow.Engine.Tests;

public sealed class ElsasOwnDefinitions
{
    [ConformanceTheory]
    [InlineData("writeline.json", "", "Dummy Text")]
    [InlineData("join-any-1.json", "", "Start, End")]
    [InlineData("join-all-1.json", "", "Start, Line 1, Line 2, End")]
    [InlineData("flowchart-completion-1.json", "", null)]
    [InlineData("flowchart-completion-2.json", "", null)]
    [InlineData("flowchart-completion-3.json", "", null)]
    [InlineData("parent-child-inputs.parent.json", "parent-child-inputs.child.json", "Parent: Foo, Child: Bar")]
    [InlineData("parent-with-wait.json", "child-workflow.json", "Parent: Before child, Child: Executing, Parent: After child")]
    [InlineData("parent-with-input.json", "child-with-input.json", "Child received: Hello from parent")]
    [InlineData("matter-activity.json", "atom-activity.json molecule-activity.json", "Atom, Atom, Atom, Atom, Atom, Atom, Atom, Atom, Atom")]
    public async Task Run_as_they_run_on_Elsa(string start, string also, string? lines)
    {
        await using var engine = new TestEngine();
        foreach (var file in also.Split(' ', StringSplitOptions.RemoveEmptyEntries)) await engine.StoreAsync(ConformanceFolder.Read(file));

        var id = await engine.RunAsync(ConformanceFolder.Read(start), new JsonObject { ["Input1"] = "Foo" });
        for (var i = 0; i < 3; i++)
        {
            engine.Clock.Advance(TimeSpan.FromSeconds(10));
            await engine.PumpAsync();
        }

        Assert.Equal(InstanceStatus.Finished, await engine.StatusAsync(id));
        if (lines is not null) Assert.Equal(lines, engine.Written);
    }

    [ConformanceFact]
    public void Come_out_as_they_went_in()
    {
        foreach (var file in Directory.GetFiles(ConformanceFolder.Path!, "*.json"))
        {
            var text = File.ReadAllText(file);
            var stored = new StoredDefinition(DefinitionImport.Parse(text), true, default);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(stored.Json)), file);
        }
    }
}
