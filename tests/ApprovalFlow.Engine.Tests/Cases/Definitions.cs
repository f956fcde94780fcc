using System.Text.Json.Nodes;
using ApprovalFlow.Engine.Tests.Support;

namespace ApprovalFlow.Engine.Tests.Cases;

public sealed class Definitions
{
    private static readonly Dictionary<string, Case> All =
        new[] { JoinCases.All, LoopCases.All, CancellationCases.All, NestingCases.All, ErrorCases.All }.SelectMany(c => c).ToDictionary(c => c.Name);

    public static TheoryData<string> Names => new(All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Print_and_end_as_their_table_says(string name)
    {
        var definition = All[name];
        await using var engine = new TestEngine();
        await engine.StoreAsync(definition.Also);

        var id = await engine.RunAsync(definition.Definition, definition.Input);
        await engine.LetTimePassAsync();

        Assert.Equal(definition.Lines, engine.Written);
        Assert.Equal(definition.Status, await engine.StatusAsync(id));
        if (definition.Status is InstanceStatus.Finished) Assert.Empty((await engine.SheetAsync(id)).Bookmarks);
    }

    [Fact]
    public void Come_out_of_the_store_as_they_went_in() => Assert.All(All.Values, definition =>
        Assert.True(JsonNode.DeepEquals(definition.Definition, JsonNode.Parse(new StoredDefinition(definition.Definition, true, default).Json)), definition.Name));
}
