using System.Text.Json.Nodes;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Units;

namespace ApprovalFlow.Tests.Procedures;

/// <summary>A unit whose two administrators draw procedures, with people who may look, approve, or know nothing of it.</summary>
public sealed class DraftRoom : IAsyncLifetime, IDisposable
{
    public const string Template = "small-unit-v1";

    internal TestApp App { get; } = new();
    internal Unit Unit { get; private set; } = null!;
    internal Person Administrator { get; private set; } = null!;
    internal Person Second { get; private set; } = null!;
    internal Person Organiser { get; private set; } = null!;
    internal Person Leader { get; private set; } = null!;
    internal Person Stranger { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Unit = await App.HasUnit();
        Administrator = await App.HasPerson(Unit, "赵管理", Role.UnitAdministrator);
        Second = await App.HasPerson(Unit, "钱管理", Role.UnitAdministrator, Role.LeadingGroup);
        Organiser = await App.HasPerson(Unit, "孙组织", Role.Organiser);
        Leader = await App.HasPerson(Unit, "李领导", Role.LeadingGroup);
        Stranger = await App.HasPerson(await App.HasUnit("finance", "某省财政厅"), "周外单位", Role.UnitAdministrator, Role.LeadingGroup);
    }

    internal static Actor As(Person person) => new(person.Id, person.Name);

    /// <summary>A copy of the small unit's template, begun by the first administrator.</summary>
    internal async Task<string> StartAsync(string name = "本单位办法")
    {
        var started = await Start(Administrator, new(Unit.Id, name, "Our own way", Template));
        Assert.Equal(StartDraftOutcome.Started, started.Outcome);
        return started.VersionId!;
    }

    internal Task<StartDraft.Result> Start(Person by, StartDraft.Request request) =>
        App.Ask<StartDraft, StartDraft.Result>(start => start.RunAsync(request, As(by), default));

    internal Task<SaveDraft.Result> Save(Person by, string versionId, int revision, string json) =>
        App.Ask<SaveDraft, SaveDraft.Result>(save => save.RunAsync(new(versionId, revision, json), As(by), default));

    internal Task<DraftPage?> Look(Person by, string versionId) =>
        App.Ask<DraftSheet, DraftPage?>(sheet => sheet.ForAsync(versionId, As(by), default));

    /// <summary>The draft's JSON as it is now, changed.</summary>
    internal async Task<string> Changed(string versionId, Action<JsonObject> change)
    {
        var json = JsonNode.Parse((await Look(Administrator, versionId))!.Json)!.AsObject();
        change(json);
        return json.ToJsonString();
    }

    internal static JsonObject Activity(JsonNode json, string id) =>
        json["root"]!["activities"]!.AsArray().Select(a => a!.AsObject()).Single(a => a["id"]!.GetValue<string>() == id);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => App.Dispose();
}
