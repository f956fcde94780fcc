using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Units;

namespace ApprovalFlow.Tests.Studio;

/// <summary>An administrator's browser with the designer open on a draft, talking as the studio talks.</summary>
internal sealed class StudioCase : IDisposable
{
    private StudioCase(TestApp app, Unit unit, Person administrator, string definitionId, string versionId) =>
        (App, Unit, Administrator, DefinitionId, VersionId, Browser) = (app, unit, administrator, definitionId, versionId, app.As(administrator));

    public TestApp App { get; }
    public Unit Unit { get; }
    public Person Administrator { get; }
    public string DefinitionId { get; }
    public string VersionId { get; }
    public HttpClient Browser { get; }

    public static async Task<StudioCase> OpenAsync(string? drawing = null)
    {
        var app = new TestApp();
        var unit = await app.HasUnit();
        var administrator = await app.HasPerson(unit, "管理员甲", Role.UnitAdministrator);
        var json = drawing ?? await File.ReadAllTextAsync(WorkingCopy.Of("workflows/small-unit/procedure.v1.json"));
        var started = await app.Ask<StartDraft, StartDraft.Result>(start =>
            start.RunAsync(new(unit.Id, "某厅竞争上岗办法", "Rules of the department", Json: json), new Actor(administrator.Id, administrator.Name), default));
        Assert.Equal(StartDraftOutcome.Started, started.Outcome);
        return new StudioCase(app, unit, administrator, started.DefinitionId!, started.VersionId!);
    }

    /// <summary>What the studio loads first.</summary>
    public async Task<JsonObject> LoadAsync(HttpClient? browser = null) =>
        await ReadAsync(await (browser ?? Browser).GetAsync($"/elsa/api/workflow-definitions/by-definition-id/{DefinitionId}?versionOptions=Latest"));

    /// <summary>The model as the studio posts it: what it loaded, without what it does not keep.</summary>
    public async Task<JsonObject> ModelAsync()
    {
        var model = await LoadAsync();
        foreach (var name in (string[])["links", "findings", "materializerName", "isSystem"]) model.Remove(name);
        return model;
    }

    public static JsonObject Root(JsonObject definition) => definition["root"]!.AsObject();

    public static JsonObject Activity(JsonObject definition, string id) =>
        Root(definition)["activities"]!.AsArray().OfType<JsonObject>().Single(a => a["id"]!.ToString() == id);

    public Task<HttpResponseMessage> SaveAsync(JsonObject model, bool publish = false, HttpClient? browser = null) =>
        PostAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = publish }.ToJsonString(), browser);

    public async Task<HttpResponseMessage> PostAsync(string address, string body, HttpClient? browser = null, bool withToken = true)
    {
        browser ??= Browser;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (withToken) request.Headers.Add("RequestVerificationToken", await TokenAsync(browser));
        return await browser.SendAsync(request);
    }

    /// <summary>The token that the host page hands the studio.</summary>
    public async Task<string> TokenAsync(HttpClient browser)
    {
        using var opened = await browser.GetAsync($"/studio/workflows/definitions/{DefinitionId}/edit");
        if (opened.StatusCode == HttpStatusCode.OK)
            return (await opened.Page()).QuerySelector("elsa-workflow-definition-editor")!.GetAttribute("tenant-id")!;
        return (await browser.Read("/inbox")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    /// <summary>What is stored, to see that nothing changed.</summary>
    public async Task<(string Json, int Revision, ProcedureState State)> StoredAsync()
    {
        var page = await App.Ask<DraftSheet, DraftPage?>(sheet => sheet.ForAsync(VersionId, new Actor(Administrator.Id, Administrator.Name), default));
        return (page!.Json, page.Revision, page.Version.State);
    }

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>The sentences that the studio shows of a refusal.</summary>
    public static async Task<IReadOnlyList<string>> RefusalAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        return [.. JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errors"]!["generalErrors"]!.AsArray().Select(e => e!.ToString())];
    }

    /// <summary>Everything that was posted is there; the revision has moved on, and what one may do (the links) is said anew.</summary>
    public static void SameMeaning(JsonObject posted, JsonObject answered)
    {
        foreach (var (name, value) in posted)
        {
            if (name is "customProperties" or "links") continue;
            Assert.True(
                DraftJson.SameMeaning(value?.ToJsonString() ?? "null", answered[name]?.ToJsonString() ?? "null"),
                $"{name}: posted {value?.ToJsonString()}, answered {answered[name]?.ToJsonString()}");
        }

        foreach (var (name, value) in posted["customProperties"]!.AsObject())
            if (name != "draftRevision") Assert.True(JsonNode.DeepEquals(value, answered["customProperties"]![name]));
    }

    public void Dispose()
    {
        Browser.Dispose();
        App.Dispose();
    }
}
