using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlow.People;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Studio;

/// <summary>The instance viewer: where a running competition stands, and who is waited for.</summary>
public sealed class ACompetitionOnItsDrawing
{
    [Fact]
    public async Task Shows_what_is_done_where_it_is_and_who_is_waited_for()
    {
        using var it = await RunningAsync();
        var organiser = it.App.As(it["organiser"]);
        var page = await organiser.Read($"/studio/workflows/instances/{Instance(it)}/view");
        Assert.Contains("阅卷", page.QuerySelector(".studio-now")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("data.standing"), s => s.GetAttribute("value") == "active");

        var instance = await StudioCase.ReadAsync(await organiser.GetAsync($"/elsa/api/workflow-instances/{Instance(it)}"));
        Assert.Equal(("Running", "Suspended"), (instance["status"]!.ToString(), instance["subStatus"]!.ToString()));
        var stats = await ReportAsync(it, organiser, page.QuerySelector("elsa-workflow-instance-viewer")!.GetAttribute("tenant-id")!);
        var blocked = Assert.Single(stats, s => s!["isBlocked"]!.GetValue<bool>())!;
        Assert.Equal((1, 0), (blocked["startedCount"]!.GetValue<int>(), blocked["completedCount"]!.GetValue<int>()));

        var executions = await StudioCase.ReadAsync(await organiser.GetAsync(
            $"/elsa/api/activity-executions/list?WorkflowInstanceId={Instance(it)}&ActivityNodeId={Uri.EscapeDataString(blocked["activityNodeId"]!.ToString())}"));
        var execution = Assert.Single(executions["items"]!.AsArray())!;
        Assert.Equal("Running", execution["status"]!.ToString());
        Assert.Contains("阅卷", execution["activityState"]!["在等谁"]!.ToString(), StringComparison.Ordinal);
        var again = await StudioCase.ReadAsync(await organiser.GetAsync($"/elsa/api/activity-executions/by-id?id={Uri.EscapeDataString(execution["id"]!.ToString())}"));
        Assert.True(JsonNode.DeepEquals(execution, again));
    }

    [Fact]
    public async Task Is_not_there_for_strangers_candidates_and_guesses()
    {
        using var it = await RunningAsync();
        var stranger = await it.App.HasPerson(await it.App.HasUnit("finance", "某省财政厅"), "外单位", Role.Organiser);
        foreach (var person in new[] { stranger, it.Candidates[0] })
        {
            var browser = it.App.As(person);
            foreach (var address in new[]
            {
                $"/studio/workflows/instances/{Instance(it)}/view", $"/elsa/api/workflow-instances/{Instance(it)}", $"/elsa/api/workflow-instances/{Instance(it)}/execution-state",
                $"/elsa/api/workflow-instances/{Instance(it)}/variables", $"/elsa/api/activity-executions/list?WorkflowInstanceId={Instance(it)}",
                $"/elsa/api/activity-executions/by-id?id={Instance(it)}:x:1",
            })
            {
                Assert.Equal(HttpStatusCode.NotFound, await browser.Try(address));
            }
        }

        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(it["organiser"]).Try("/elsa/api/workflow-instances/not-an-id"));
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(it["organiser"]).Try($"/elsa/api/workflow-instances/{Guid.CreateVersion7()}"));
    }

    private static Task<ScoringCase> RunningAsync() => ScoringCase.With([("WrittenExam", null), ("Interview", null)], [3]);

    private static Guid Instance(ScoringCase it) => it.Competition.InstanceId!.Value;

    private static async Task<JsonArray> ReportAsync(ScoringCase it, HttpClient browser, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/elsa/api/activity-executions/report")
        {
            Content = new StringContent(new JsonObject { ["workflowInstanceId"] = Instance(it).ToString(), ["activityNodeIds"] = new JsonArray() }.ToJsonString()),
            Headers = { { "RequestVerificationToken", token } },
        };
        return (await StudioCase.ReadAsync(await browser.SendAsync(request)))["stats"]!.AsArray();
    }
}
