using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.People;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Trail;
using ApprovalFlow.Units;

namespace ApprovalFlow.Tests.Operations;

/// <summary>A step that failed, before the eyes of an operator.</summary>
public sealed class StuckSteps : IAsyncLifetime, IDisposable
{
    private readonly TestApp _app = new();
    private Unit _unit = null!;
    private HttpClient _operator = null!;
    private Guid _instance;

    public async Task InitializeAsync()
    {
        _unit = await _app.HasUnit();
        _operator = _app.As(await _app.HasPerson(_unit, "钱运维", Role.Operator));
        await _app.Has(new StoredDefinition((JsonObject)JsonNode.Parse(Definition)!, isPublished: true, _app.Clock.GetUtcNow()));
        _instance = await _app.Ask<WorkflowRuntime, Guid>(engine => engine.StartAsync("stuck-1", null, null, default));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _operator.Dispose();
        _app.Dispose();
    }

    [Fact]
    public async Task Is_shown_with_its_cause_and_the_data_to_judge_it()
    {
        var page = (await _operator.Read("/operations")).Body!.TextContent;

        foreach (var told in (string[])["算票", "少于法定人数", "\"法定人数\":5", "第 1 次尝试"]) Assert.Contains(told, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_tried_again_and_listed_again_when_it_fails_again()
    {
        var incident = await OpenIncident();
        await Press("重试", incident);

        Assert.Equal(IncidentStatus.Retried, (await Incident(incident.Id)).Status);
        Assert.NotEqual(incident.Id, (await OpenIncident()).Id);
        Assert.Contains("第 2 次尝试", (await _operator.Read("/operations")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["incident.retried"], await Trail());
    }

    [Fact]
    public async Task Is_skipped_by_the_way_that_was_chosen_with_the_reason_on_record()
    {
        var incident = await OpenIncident();
        await Press("跳过这一步", incident, ("outcome", "Rejected"), ("reason", "票已当场清点"));

        var skipped = await Incident(incident.Id);
        Assert.Equal((IncidentStatus.Skipped, "钱运维", "票已当场清点"), (skipped.Status, skipped.ResolvedBy, skipped.Reason));
        var journal = (await _app.Rows<JournalStep>(all => all.Where(j => j.InstanceId == _instance))).SelectMany(j => j.Read()).ToList();
        Assert.Contains(journal, line => line is { Event: JournalEvent.Done, ActivityId: "no" });
        Assert.DoesNotContain(journal, line => line is { Event: JournalEvent.Done, ActivityId: "yes" });
        Assert.Equal(["incident.skipped"], await Trail());
    }

    [Fact]
    public async Task Is_not_skipped_without_a_reason_nor_by_a_way_that_is_not_drawn()
    {
        var incident = await OpenIncident();
        Assert.Equal(HttpStatusCode.Redirect, await Press("跳过这一步", incident, ("outcome", "Approved"), ("reason", "  ")));
        Assert.Equal(HttpStatusCode.NotFound, await Press("跳过这一步", incident, ("outcome", "Done"), ("reason", "因为")));

        Assert.Equal(IncidentStatus.Open, (await Incident(incident.Id)).Status);
        Assert.Empty(await Trail());
    }

    [Fact]
    public async Task Is_dealt_with_once()
    {
        await _app.Ask<WorkflowRuntime, Guid>(engine => engine.StartAsync("stuck-1", null, null, default)); // keeps the form on the page
        var incident = await OpenIncident();
        Assert.Equal(HttpStatusCode.Redirect, await Press("跳过这一步", incident, ("outcome", "Approved"), ("reason", "一")));
        await Press("跳过这一步", incident, ("outcome", "Rejected"), ("reason", "二"));

        Assert.Equal("一", (await Incident(incident.Id)).Reason);
        Assert.Equal(["incident.skipped"], await Trail());
    }

    [Fact]
    public async Task Is_nothing_to_anybody_else()
    {
        using var stranger = _app.As(await _app.HasPerson(_unit, "路人"));

        Assert.Equal(HttpStatusCode.NotFound, await stranger.Try("/operations"));
    }

    private async Task<Incident> OpenIncident() => (await _app.Rows<Incident>(all => all.Where(i => i.InstanceId == _instance && i.Status == IncidentStatus.Open))).Single();

    private async Task<Incident> Incident(Guid id) => (await _app.Rows<Incident>(all => all.Where(i => i.Id == id))).Single();

    private async Task<List<string>> Trail() =>
        [.. (await _app.Rows<TrailEntry>(all => all.Where(e => e.Action.StartsWith("incident.")))).Select(e => e.Action)];

    private async Task<HttpStatusCode> Press(string button, Incident incident, params (string, string)[] fields)
    {
        using var answer = await _operator.Press("/operations", button, [("instance", $"{incident.InstanceId}"), ("incident", $"{incident.Id}"), .. fields]);
        return answer.StatusCode;
    }

    private const string Definition = """
        {
          "id": "stuck-1", "definitionId": "stuck", "version": 1,
          "variables": [{ "id": "q", "name": "法定人数", "typeName": "Int32", "value": "5" }],
          "root": {
            "id": "f", "type": "Elsa.Flowchart",
            "activities": [
              { "id": "count", "name": "算票", "type": "Elsa.Fault", "message": { "typeName": "String", "expression": { "type": "Literal", "value": "少于法定人数" } } },
              { "id": "yes", "type": "Elsa.WriteLine" }, { "id": "no", "type": "Elsa.WriteLine" }
            ],
            "connections": [
              { "source": { "activity": "count", "port": "Approved" }, "target": { "activity": "yes", "port": "In" } },
              { "source": { "activity": "count", "port": "Rejected" }, "target": { "activity": "no", "port": "In" } }
            ]
          }
        }
        """;
}
