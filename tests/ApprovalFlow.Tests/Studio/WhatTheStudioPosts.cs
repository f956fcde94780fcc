using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Studio;

/// <summary>Bodies as the real studio sent them, kept in Samples: they come back the same in meaning, whatever is in them.</summary>
public sealed class WhatTheStudioPosts
{
    [Theory]
    [InlineData("settings-touched.json")]
    [InlineData("switch-and-list.json")]
    [InlineData("stage-dropped.json")]
    [InlineData("exam-drawn.json")]
    public async Task Comes_back_the_same_in_meaning(string sample)
    {
        using var studio = await StudioCase.OpenAsync();
        var posted = await SampleAsync(studio, sample);
        var answer = await StudioCase.ReadAsync(await studio.SaveAsync(posted));
        StudioCase.SameMeaning(posted, answer["workflowDefinition"]!.AsObject());
        StudioCase.SameMeaning(posted, await studio.LoadAsync());
        Assert.False(answer["alreadyPublished"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Keeps_fields_that_nobody_here_knows()
    {
        using var studio = await StudioCase.OpenAsync();
        var model = await studio.ModelAsync();
        var interview = StudioCase.Activity(model, "interview");
        interview["futureField"] = new JsonObject { ["a"] = new JsonArray(1, null, true) };
        interview["metadata"]!["designer"]!["colour"] = "blue";
        model["customProperties"]!["note"] = "甲";
        await StudioCase.ReadAsync(await studio.SaveAsync(model));
        var after = await studio.LoadAsync();
        Assert.True(JsonNode.DeepEquals(interview, StudioCase.Activity(after, "interview")));
        Assert.Equal("甲", after["customProperties"]!["note"]!.ToString());
    }

    [Fact]
    public async Task Is_saved_once_however_often_it_is_repeated()
    {
        using var studio = await StudioCase.OpenAsync();
        var model = await Renamed(studio, "另一个名称");
        var first = await StudioCase.ReadAsync(await studio.SaveAsync(model));
        var again = await StudioCase.ReadAsync(await studio.SaveAsync(model));
        Assert.Equal(Revision(first), Revision(again));
        Assert.Equal(Revision(first), (await studio.StoredAsync()).Revision);
    }

    [Fact]
    public async Task Carries_the_revision_that_the_next_save_needs()
    {
        using var studio = await StudioCase.OpenAsync();
        var saved = (await StudioCase.ReadAsync(await studio.SaveAsync(await Renamed(studio, "第一次"))))["workflowDefinition"]!.AsObject();
        saved["name"] = "第二次";
        await StudioCase.ReadAsync(await studio.SaveAsync(saved));
        Assert.Equal("第二次", (await studio.LoadAsync())["name"]!.ToString());
    }

    [Fact]
    public async Task Is_not_taken_over_what_somebody_else_saved_in_between()
    {
        using var studio = await StudioCase.OpenAsync();
        var colleague = studio.App.As(await studio.App.HasPerson(studio.Unit, "管理员乙", Role.UnitAdministrator));
        var (mine, theirs) = (await Renamed(studio, "我的"), await Renamed(studio, "同事的"));
        await StudioCase.ReadAsync(await studio.SaveAsync(theirs, browser: colleague));
        using var late = await studio.SaveAsync(mine);
        Assert.Contains("管理员乙", Assert.Single(await StudioCase.RefusalAsync(late)), StringComparison.Ordinal);
        Assert.Equal("stale", JsonNode.Parse(await late.Content.ReadAsStringAsync())!["reason"]!.ToString());
        Assert.Equal("同事的", (await studio.LoadAsync())["name"]!.ToString());
    }

    [Fact]
    public async Task Is_handed_in_for_approval_when_the_studio_publishes()
    {
        using var studio = await StudioCase.OpenAsync();
        await studio.App.HasPerson(studio.Unit, "领导小组成员", Role.LeadingGroup);
        var answer = await StudioCase.ReadAsync(await studio.SaveAsync(await studio.ModelAsync(), publish: true));
        Assert.Equal(ProcedureState.AwaitingApproval, (await studio.StoredAsync()).State);
        var definition = answer["workflowDefinition"]!.AsObject();
        Assert.False(definition["isPublished"]!.GetValue<bool>());
        Assert.DoesNotContain("publish", Rels(definition));

        using var change = await studio.SaveAsync(await Renamed(studio, "太迟"));
        Assert.NotEmpty(await StudioCase.RefusalAsync(change));

        using var back = await studio.PostAsync($"/elsa/api/workflow-definitions/{studio.DefinitionId}/retract", "{}");
        Assert.Contains("publish", Rels(await StudioCase.ReadAsync(back)));
        Assert.Equal(ProcedureState.Draft, (await studio.StoredAsync()).State);
    }

    [Fact]
    public async Task Is_not_handed_in_where_nobody_else_can_approve()
    {
        using var studio = await StudioCase.OpenAsync();
        using var answer = await studio.SaveAsync(await studio.ModelAsync(), publish: true);
        Assert.Contains("没有人可以批准", Assert.Single(await StudioCase.RefusalAsync(answer)), StringComparison.Ordinal);
        Assert.Equal(ProcedureState.Draft, (await studio.StoredAsync()).State);
    }

    [Fact]
    public async Task May_be_read_by_everybody_with_a_role_there_and_changed_by_none_of_them()
    {
        using var studio = await StudioCase.OpenAsync();
        var reader = studio.App.As(await studio.App.HasPerson(studio.Unit, "组织者", Role.Organiser));
        Assert.DoesNotContain("publish", Rels(await studio.LoadAsync(reader)));
        Assert.Contains("publish", Rels(await studio.LoadAsync()));
        var before = await studio.StoredAsync();
        using var answer = await studio.SaveAsync(await Renamed(studio, "改名"), browser: reader);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(before, await studio.StoredAsync());
    }

    private static int Revision(JsonObject saved) => saved["workflowDefinition"]!["customProperties"]!["draftRevision"]!.GetValue<int>();

    private static IEnumerable<string> Rels(JsonObject definition) => definition["links"]!.AsArray().Select(l => l!["rel"]!.ToString());

    private static async Task<JsonObject> Renamed(StudioCase studio, string name)
    {
        var model = await studio.ModelAsync();
        model["name"] = name;
        return model;
    }

    /// <summary>The sample as it would be posted for this draft.</summary>
    private static async Task<JsonObject> SampleAsync(StudioCase studio, string name)
    {
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(WorkingCopy.Of($"tests/ApprovalFlow.Tests/Studio/Samples/{name}")))!.AsObject();
        var now = await studio.ModelAsync();
        foreach (var head in (string[])["id", "definitionId", "createdAt"]) sample[head] = now[head]!.DeepClone();
        sample["customProperties"]!["draftRevision"] = now["customProperties"]!["draftRevision"]!.DeepClone();
        return sample;
    }
}
