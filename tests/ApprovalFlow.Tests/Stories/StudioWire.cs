using System.Text.Json.Nodes;
using ApprovalFlow.Tests.Studio;
using ApprovalFlow.Tests.Support;
using Microsoft.Playwright;

namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// What a studio in a browser and its server say to each other. Bodies that it posted are kept beside the pictures, so that
/// the newest can be made a sample of <see cref="WhatTheStudioPosts"/>.
/// </summary>
internal sealed class StudioWire
{
    private readonly IPage _page;
    private readonly List<IResponse> _answers = [];

    public StudioWire(IPage page)
    {
        _page = page;
        page.Response += (_, answer) =>
        {
            if (answer.Url.Contains("/elsa/api/", StringComparison.Ordinal)) _answers.Add(answer);
        };
    }

    /// <summary>
    /// Every call was answered, every save came back with everything that was posted, and so does what is read afterwards.
    /// </summary>
    public async Task EverythingCameBackAsync(string definitionId)
    {
        Assert.All(_answers, answer => Assert.True(answer.Ok, $"{answer.Request.Method} {answer.Url}: {answer.Status}"));
        var saves = _answers.Where(a => a.Request.Method == "POST").ToList();
        Assert.All(saves, save => Assert.EndsWith("/workflow-definitions", save.Url, StringComparison.Ordinal));
        Assert.NotEmpty(saves);
        JsonObject posted = [];
        foreach (var save in saves)
        {
            posted = JsonNode.Parse(save.Request.PostData!)!["model"]!.AsObject();
            StudioCase.SameMeaning(posted, JsonNode.Parse(await save.TextAsync())!["workflowDefinition"]!.AsObject());
        }

        await File.WriteAllTextAsync(Path.Combine(Chromium.Pictures, "studio-posted.json"), posted.ToJsonString());
        var read = await _page.Context.APIRequest.GetAsync($"/elsa/api/workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest");
        StudioCase.SameMeaning(posted, JsonNode.Parse(await read.TextAsync())!.AsObject());
    }
}
