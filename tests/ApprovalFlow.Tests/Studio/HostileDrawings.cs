using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlow.People;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Studio;

/// <summary>What a hostile or broken caller may send: every one is refused in words or not found, and changes nothing.</summary>
public sealed class HostileDrawings
{
    private static readonly Dictionary<string, Action<JsonObject>> Drawings = new()
    {
        ["larger than anybody draws"] = model => model["description"] = new JsonArray([.. Enumerable.Range(0, 70).Select(_ => (JsonNode)new string('大', 6_000))]),
        ["one text without end"] = model => StudioCase.Activity(model, "interview")["name"] = new string('x', 30_000),
        ["nested without end"] = model => model["customProperties"]!["deep"] = Nested(100),
        ["an activity that does not exist"] = model => StudioCase.Activity(model, "interview")["type"] = "Elsa.SendHttpRequest",
        ["a script in the procedure's name"] = model => model["name"] = "<script>alert(1)</script>",
        ["a script in an activity's name"] = model => StudioCase.Activity(model, "interview")["metadata"]!["displayText"] = "<img src=x onerror=alert(1)>",
        ["an activity's id with quotes"] = model => StudioCase.Activity(model, "interview")["id"] = "\"><script>",
        ["activities that are no list"] = model => StudioCase.Root(model)["activities"] = "all of them",
        ["two activities with one id"] = model => StudioCase.Root(model)["activities"]!.AsArray().Add(StudioCase.Activity(model, "interview").DeepClone()),
        ["a connection to nowhere"] = model => StudioCase.Root(model)["connections"]![0]!["target"]!["activity"] = "nowhere",
        ["a negative weight"] = model => Weigh(model, "-1"),
        ["a weight above a hundred"] = model => Weigh(model, "100.01"),
        ["a weight that is no number"] = model => Weigh(model, "很多"),
        ["a weight that is an object"] = model => StudioCase.Activity(model, "interview")["weight"] = "60",
        ["a choice that there is not"] = model => StudioCase.Activity(model, "decision")["mode"] = Literal("Telepathy"),
        ["an expression of a strange kind"] = model => StudioCase.Activity(model, "interview")["weight"]!["expression"]!["type"] = "CSharp",
        ["a place off the map"] = model => StudioCase.Activity(model, "interview")["metadata"]!["designer"]!["position"]!["x"] = 1e300,
        ["a revision that is no number"] = model => model["customProperties"]!["draftRevision"] = "the newest",
        ["no revision"] = model => model["customProperties"] = new JsonObject(),
        ["a revision of the past"] = model => { model["name"] = "旧的"; model["customProperties"]!["draftRevision"] = 0; },
        ["no drawing"] = model => model["root"] = new JsonArray(),
    };

    public static TheoryData<string> Names => [.. Drawings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Are_refused_in_both_languages_and_change_nothing(string name)
    {
        using var studio = await StudioCase.OpenAsync();
        var model = await studio.ModelAsync();
        Drawings[name](model);
        var before = await studio.StoredAsync();
        using var chinese = await studio.SaveAsync(model);
        Assert.All(await StudioCase.RefusalAsync(chinese), said => Assert.Matches("[\u4e00-\u9fff]", said));
        using var english = await studio.SaveAsync(model, browser: studio.App.As(studio.Administrator, "en"));
        Assert.NotEmpty(await StudioCase.RefusalAsync(english));
        Assert.All(await StudioCase.RefusalAsync(english), said => Assert.False(string.IsNullOrWhiteSpace(said)));
        Assert.Equal(before, await studio.StoredAsync());
    }

    [Theory]
    [InlineData("not JSON at all")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"model\":null}")]
    [InlineData("{\"model\":{\"definitionId\":\"x\",\"definitionId\":\"y\"}}")]
    [InlineData("{\"model\":{\"name\":\"\\ud800\"}}")]
    public async Task That_are_no_drawing_are_refused(string body)
    {
        using var studio = await StudioCase.OpenAsync();
        var before = await studio.StoredAsync();
        using var answer = await studio.PostAsync("/elsa/api/workflow-definitions", body);
        Assert.NotEmpty(await StudioCase.RefusalAsync(answer));
        Assert.Equal(before, await studio.StoredAsync());
    }

    [Fact]
    public async Task Of_another_unit_are_not_there()
    {
        using var studio = await StudioCase.OpenAsync();
        var stranger = studio.App.As(await studio.App.HasPerson(await studio.App.HasUnit("finance", "某省财政厅"), "外单位管理员", Role.UnitAdministrator));
        var model = await studio.ModelAsync();
        model["name"] = "抢来的";
        var before = await studio.StoredAsync();
        foreach (var address in new[]
        {
            $"/elsa/api/workflow-definitions/by-definition-id/{studio.DefinitionId}", $"/elsa/api/workflow-definitions/by-id/{studio.VersionId}",
            $"/elsa/api/workflow-definitions/{studio.DefinitionId}/export", $"/studio/workflows/definitions/{studio.DefinitionId}/edit",
        })
        {
            Assert.Equal(HttpStatusCode.NotFound, await stranger.Try(address));
        }

        using var saved = await studio.SaveAsync(model, browser: stranger);
        using var published = await studio.PostAsync($"/elsa/api/workflow-definitions/{studio.DefinitionId}/publish", "{}", stranger);
        using var withdrawn = await studio.PostAsync($"/elsa/api/workflow-definitions/{studio.DefinitionId}/retract", "{}", stranger);
        Assert.All([saved, published, withdrawn], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal(before, await studio.StoredAsync());
        Assert.DoesNotContain(studio.DefinitionId, await stranger.GetStringAsync("/elsa/api/workflow-definitions?versionOptions=AllVersions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_from_another_site_are_refused()
    {
        using var studio = await StudioCase.OpenAsync();
        var model = await studio.ModelAsync();
        model["name"] = "别处来的";
        var before = await studio.StoredAsync();
        using var answer = await studio.PostAsync(
            "/elsa/api/workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = false }.ToJsonString(), withToken: false);
        Assert.Contains("重新打开", Assert.Single(await StudioCase.RefusalAsync(answer)), StringComparison.Ordinal);
        Assert.Equal(before, await studio.StoredAsync());
    }

    [Fact]
    public async Task Sent_by_nobody_are_not_read()
    {
        using var studio = await StudioCase.OpenAsync();
        var nobody = studio.App.Anybody();
        Assert.Equal(HttpStatusCode.Unauthorized, await nobody.Try($"/elsa/api/workflow-definitions/by-definition-id/{studio.DefinitionId}"));
        using var answer = await studio.PostAsync("/elsa/api/workflow-definitions", "{}", nobody, withToken: false);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task At_their_largest_are_still_taken()
    {
        using var studio = await StudioCase.OpenAsync();
        var model = await studio.ModelAsync();
        Weigh(model, "100");
        model["customProperties"]!["deep"] = Nested(50);
        StudioCase.Activity(model, "interview")["metadata"]!["displayText"] = new string('长', 100);
        await StudioCase.ReadAsync(await studio.SaveAsync(model));
    }

    private static JsonObject Literal(string value) =>
        new() { ["typeName"] = null, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value }, ["memoryReference"] = null };

    private static void Weigh(JsonObject model, string weight) => StudioCase.Activity(model, "interview")["weight"] = Literal(weight);

    private static JsonNode Nested(int depth)
    {
        JsonNode node = "bottom";
        for (var i = 0; i < depth; i++) node = new JsonArray(node);
        return node;
    }
}
