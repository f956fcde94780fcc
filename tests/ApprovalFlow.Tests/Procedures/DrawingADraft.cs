using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Stages;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Trail;

namespace ApprovalFlow.Tests.Procedures;

public sealed class DrawingADraft(DraftRoom room) : IClassFixture<DraftRoom>
{
    [Fact]
    public async Task A_copy_of_a_template_belongs_to_the_unit_and_says_what_the_template_says()
    {
        var started = await room.Start(room.Administrator, new(room.Unit.Id, "  本单位办法 ", "Our own way", DraftRoom.Template));
        Assert.Equal((StartDraftOutcome.Started, 1), (started.Outcome, started.Revision));
        var page = (await room.Look(room.Administrator, started.VersionId!))!;
        Assert.Equal((ProcedureState.Draft, 1, "本单位办法", "Our own way", true, "赵管理"),
            (page.Version.State, page.Version.Version, page.Version.Name, page.Version.NameEn, page.MayEdit, page.SavedBy));
        var json = JsonNode.Parse(page.Json)!;
        Assert.Equal((started.VersionId, started.DefinitionId, "本单位办法"),
            (json["id"]!.GetValue<string>(), json["definitionId"]!.GetValue<string>(), json["name"]!.GetValue<string>()));
        var template = JsonNode.Parse(await File.ReadAllTextAsync(WorkingCopy.Of("workflows/small-unit/procedure.v1.json")))!;
        Assert.True(JsonNode.DeepEquals(template["root"], json["root"]));
        Assert.Contains(await Acts(started.VersionId!), e => e.Action == "procedure.drafted" && e.ActorId == room.Administrator.Id);
    }

    [Fact]
    public async Task One_begun_from_nothing_holds_every_required_stage_and_can_run_as_it_is()
    {
        var started = await room.Start(room.Administrator, new(room.Unit.Id, "从头开始", ""));
        var page = (await room.Look(room.Administrator, started.VersionId!))!;
        Assert.Empty(await CheckAsync(page.Json));
        var drawing = Drawing.Parse(page.Json);
        Assert.Equal(100m, ProcedureTerms.Of(drawing).TotalWeight);
        Assert.Equal(StageKind.Announcement, drawing.Stages.First().Stage);
        Assert.NotNull(drawing.First(StageKind.Archive));
        foreach (var activity in drawing.Activities.Where(a => a.Stage is not (null or StageKind.CloseCompetition)))
            Assert.Equal(activity.Descriptor!.Outcomes.Select(o => o.Name).Order(), drawing.From(activity).Select(c => c.Port).Order());
        Assert.Equal(drawing.Activities.Count, drawing.Activities.Select(a => (a.X, a.Y)).Distinct().Count());
    }

    [Fact]
    public async Task What_was_saved_comes_back_with_everything_in_it_that_we_do_not_know()
    {
        var id = await room.StartAsync();
        var sent = await room.Changed(id, json =>
        {
            json["id"] = "small-unit-v1";
            json["definitionId"] = "small-unit";
            json["version"] = 77;
            json["isPublished"] = true;
            json["unheardOf"] = new JsonObject { ["deep"] = new JsonArray(1, "二", null, 3.50m) };
            json["customProperties"]![DraftJson.RevisionProperty] = 1;
            DraftRoom.Activity(json, "interview")["customProperties"]!["ours"] = "kept";
            DraftRoom.Activity(json, "interview")["panel"] = JsonNode.Parse("""{"typeName":null,"expression":{"type":"Literal","value":"9"},"memoryReference":null}""");
        });
        Assert.Equal((SaveDraftOutcome.Saved, 2), Of(await room.Save(room.Administrator, id, 1, sent)));

        var expected = JsonNode.Parse(sent)!.AsObject();
        (expected["id"], expected["definitionId"], expected["version"], expected["isPublished"]) = (id, id[..^3], 1, false);
        expected["customProperties"]!.AsObject().Remove(DraftJson.RevisionProperty);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse((await room.Look(room.Administrator, id))!.Json)));
    }

    [Fact]
    public async Task Saving_the_same_again_is_neither_a_conflict_nor_a_new_revision()
    {
        var id = await room.StartAsync();
        var sent = await room.Changed(id, json => DraftRoom.Activity(json, "interview")["panel"] = Nine());
        Assert.Equal((SaveDraftOutcome.Saved, 2), Of(await room.Save(room.Administrator, id, 1, sent)));
        Assert.Equal((SaveDraftOutcome.Unchanged, 2), Of(await room.Save(room.Administrator, id, 1, sent)));

        var reordered = JsonNode.Parse(sent)!;
        foreach (var list in new[] { reordered["root"]!["activities"]!.AsArray(), reordered["root"]!["connections"]!.AsArray() })
        {
            var items = list.Reverse().ToList();
            list.Clear();
            items.ForEach(list.Add);
        }

        Assert.Equal((SaveDraftOutcome.Unchanged, 2), Of(await room.Save(room.Second, id, 1, reordered.ToJsonString())));
    }

    [Fact]
    public async Task Of_two_who_draw_at_once_the_later_is_told_who_was_first_and_nothing_is_overwritten()
    {
        var id = await room.StartAsync();
        var first = await room.Changed(id, json => json["description"] = "第一人");
        var second = await room.Changed(id, json => json["description"] = "第二人");
        Assert.Equal((SaveDraftOutcome.Saved, 2), Of(await room.Save(room.Second, id, 1, first)));
        var stale = await room.Save(room.Administrator, id, 1, second);
        Assert.Equal((SaveDraftOutcome.Stale, 2, "钱管理"), (stale.Outcome, stale.Revision, stale.SavedBy));
        Assert.Contains("第一人", JsonNode.Parse((await room.Look(room.Administrator, id))!.Json)!["description"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((SaveDraftOutcome.Saved, 3), Of(await room.Save(room.Administrator, id, 2, second)));
    }

    [Fact]
    public async Task Pressed_twice_at_the_same_instant_only_one_of_two_different_drawings_is_saved()
    {
        var id = await room.StartAsync();
        var drawings = new[] { await room.Changed(id, j => j["description"] = "甲"), await room.Changed(id, j => j["description"] = "乙") };
        var results = await Task.WhenAll(drawings.Select(json => room.Save(room.Administrator, id, 1, json)));
        Assert.Equal([SaveDraftOutcome.Saved, SaveDraftOutcome.Stale], results.Select(r => r.Outcome).Order());
        Assert.Equal(2, (await room.Look(room.Administrator, id))!.Revision);
    }

    [Fact]
    public async Task Whoever_has_a_role_in_the_unit_may_look_but_only_administrators_draw()
    {
        var id = await room.StartAsync();
        Assert.False((await room.Look(room.Organiser, id))!.MayEdit);
        Assert.False((await room.Look(room.Leader, id))!.MayEdit);
        Assert.Null(await room.Look(room.Stranger, id));
        Assert.Null(await room.App.Ask<DraftSheet, DraftPage?>(s => s.LatestAsync(id[..^3], DraftRoom.As(room.Stranger), default)));
        var sent = await room.Changed(id, json => json["description"] = "改");
        Assert.Equal(SaveDraftOutcome.NotFound, (await room.Save(room.Organiser, id, 1, sent)).Outcome);
        Assert.Equal(SaveDraftOutcome.NotFound, (await room.Save(room.Stranger, id, 1, sent)).Outcome);
        Assert.Equal(StartDraftOutcome.NotFound, (await room.Start(room.Organiser, new(room.Unit.Id, "不行", ""))).Outcome);
        Assert.Equal(StartDraftOutcome.NotFound, (await room.Start(room.Stranger, new(room.Unit.Id, "不行", ""))).Outcome);
        Assert.Equal(SaveDraftOutcome.NotFound, (await room.Save(room.Administrator, DraftRoom.Template, 0, sent)).Outcome);
    }

    [Fact]
    public async Task A_draft_of_another_unit_cannot_be_copied()
    {
        var foreign = await room.Start(room.Stranger, new(room.Stranger.UnitId, "财政厅办法", ""));
        Assert.Equal(StartDraftOutcome.NotFound, (await room.Start(room.Administrator, new(room.Unit.Id, "抄来的", "", foreign.VersionId))).Outcome);
    }

    [Fact]
    public async Task A_discarded_draft_is_gone_but_on_record()
    {
        var id = await room.StartAsync();
        Assert.Equal(DiscardDraftOutcome.NotFound, await Discard(id, room.Organiser));
        Assert.Equal(DiscardDraftOutcome.Discarded, await Discard(id, room.Administrator));
        Assert.Null(await room.Look(room.Administrator, id));
        Assert.Contains(await Acts(id), e => e.Action == "procedure.draft-discarded");
        Assert.Equal(DiscardDraftOutcome.NotFound, await Discard(id, room.Administrator));
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "oversized", $$"""{"root":{"type":"Elsa.Flowchart"},"x":"{{new string('x', DraftJson.LargestBytes)}}"}""" },
        { "one text too long", $$"""{"root":{"type":"Elsa.Flowchart"},"x":"{{new string('x', DraftJson.LongestText + 1)}}"}""" },
        { "nested too deep", string.Concat(Enumerable.Repeat("{\"a\":", 70)) + "1" + new string('}', 70) },
        { "no JSON", "<xml/>" },
        { "a list", "[]" },
        { "no flowchart", """{"root":{"type":"Elsa.Sequence","activities":[]}}""" },
        { "an unknown type", Flow("""{"id":"a","type":"Evil.Shell"}""") },
        { "an unknown expression", Flow("""{"id":"a","type":"ApprovalFlow.Interview","panel":{"expression":{"type":"CSharp","value":"1"}}}""") },
        { "an unknown type inside a branch", Flow("""{"id":"a","type":"Elsa.If","then":{"id":"b","type":"Evil.Shell"}}""") },
        { "script in a name", """{"name":"<script>alert(1)</script>","root":{"type":"Elsa.Flowchart"}}""" },
        { "script in a stage's name", Flow("""{"id":"a","type":"Elsa.Start","metadata":{"displayText":"<img src=x>"}}""") },
        { "an id that is no id", Flow("""{"id":"a b\"","type":"Elsa.Start"}""") },
        { "the same id twice", Flow("""{"id":"a","type":"Elsa.Start"},{"id":"a","type":"Elsa.End"}""") },
        { "the same property twice", """{"name":"a","name":"b","root":{"type":"Elsa.Flowchart"}}""" },
        { "half a character", """{"name":"\ud800","root":{"type":"Elsa.Flowchart"}}""" },
        { "a place out of the world", Flow("""{"id":"a","type":"Elsa.Start","metadata":{"designer":{"position":{"x":1e300,"y":0}}}}""") },
        { "an arrow to nowhere", """{"root":{"type":"Elsa.Flowchart","activities":[],"connections":[{"source":{"activity":"x"},"target":{"activity":"y"}}]}}""" },
        { "another procedure that is not there", Flow("""{"id":"a","type":"Elsa.ExecuteWorkflow","workflowDefinitionId":{"expression":{"type":"Literal","value":"no-such"}}}""") },
        { "a list where an object belongs", """{"root":{"type":"Elsa.Flowchart","activities":{"a":1}}}""" },
        { "too many activities", Flow(string.Join(',', Enumerable.Range(0, 201).Select(i => $$"""{"id":"a{{i}}","type":"Elsa.WriteLine"}"""))) },
    };

    [Theory, MemberData(nameof(Hostile))]
    public async Task What_is_no_drawing_is_refused_with_a_reason_and_changes_nothing(string what, string json)
    {
        var id = await room.StartAsync();
        var before = (await room.Look(room.Administrator, id))!.Json;
        var result = await room.Save(room.Administrator, id, 1, json);
        Assert.True(result.Outcome == SaveDraftOutcome.Refused, what);
        Assert.All(result.Problems!, p => Assert.False(string.IsNullOrWhiteSpace(p.Text.Zh + p.Text.En)));
        Assert.NotEmpty(result.Problems!);
        Assert.Equal(before, (await room.Look(room.Administrator, id))!.Json);
        Assert.Equal(StartDraftOutcome.Refused, (await room.Start(room.Administrator, new(room.Unit.Id, "x", "x", Json: json))).Outcome);
    }

    [Fact]
    public async Task Another_unit_s_procedure_cannot_be_drawn_in()
    {
        var foreign = await room.Start(room.Stranger, new(room.Stranger.UnitId, "财政厅办法", ""));
        var id = await room.StartAsync();
        var sent = await room.Changed(id, json => json["root"]!["activities"]!.AsArray().Add(
            JsonNode.Parse($$$$"""{"id":"inside","type":"Elsa.ExecuteWorkflow","workflowDefinitionId":{"expression":{"type":"Literal","value":"{{{{foreign.DefinitionId}}}}"}}}""")));
        var result = await room.Save(room.Administrator, id, 1, sent);
        Assert.Equal((SaveDraftOutcome.Refused, "inside"), (result.Outcome, Assert.Single(result.Problems!).ActivityId));
    }

    private static string Flow(string activities) => $$$"""{"root":{"type":"Elsa.Flowchart","activities":[{{{activities}}}],"connections":[]}}""";

    private static JsonNode Nine() => JsonNode.Parse("""{"typeName":"Int32","expression":{"type":"Literal","value":"9"}}""")!;

    private static (SaveDraftOutcome, int) Of(SaveDraft.Result result) => (result.Outcome, result.Revision);

    private Task<IReadOnlyList<DefinitionProblem>> CheckAsync(string json) =>
        room.App.Ask<DefinitionLibrary, IReadOnlyList<DefinitionProblem>>(library =>
            room.App.Ask<EngineDb, IReadOnlyList<DefinitionProblem>>(db => library.CheckAsync(db, json, default)));

    private Task<DiscardDraftOutcome> Discard(string id, Person by) =>
        room.App.Ask<DiscardDraft, DiscardDraftOutcome>(d => d.RunAsync(new(id), DraftRoom.As(by), default));

    private Task<List<TrailEntry>> Acts(string versionId)
    {
        var subject = ProcedureVersion.TrailIdOf(versionId);
        return room.App.Rows<TrailEntry>(all => all.Where(e => e.SubjectId == subject));
    }
}
