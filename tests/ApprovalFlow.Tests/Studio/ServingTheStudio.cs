using System.Net;
using System.Text.Json;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Studio;

/// <summary>The studio's files and the pages around it.</summary>
public sealed class ServingTheStudio : IDisposable
{
    private readonly TestApp _app = new();

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task Gives_each_browser_the_smallest_file_it_can_take(string accepted, string? coding)
    {
        using var answer = await GetAsync("/studio/_content/MudBlazor/MudBlazor.min.js", accepted);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(coding is null ? [] : [coding], answer.Content.Headers.ContentEncoding);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Lets_what_never_changes_be_kept()
    {
        var file = Path.GetFileName(Directory.EnumerateFiles(
            WorkingCopy.Of("src/ApprovalFlow.Web/node_modules/@elsa-workflows/elsa-studio-wasm/_framework"), "dotnet.native.*.wasm").Single());
        using var answer = await GetAsync("/studio/_framework/" + file, "br");
        Assert.Equal("application/wasm", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/studio/index.html")]
    [InlineData("/studio/package.json")]
    [InlineData("/studio/_framework/../package.json")]
    public async Task Serves_nothing_else_of_the_package(string address)
    {
        var person = await _app.HasPerson(await _app.HasUnit(), "甲");
        Assert.Equal(HttpStatusCode.NotFound, await _app.As(person).Try(address));
    }

    [Fact]
    public async Task Lets_no_inline_script_and_no_other_site_in()
    {
        using var studio = await StudioCase.OpenAsync();
        using var page = await studio.Browser.GetAsync($"/studio/workflows/definitions/{studio.DefinitionId}/edit");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self' 'wasm-unsafe-eval'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", policy, StringComparison.Ordinal);
        Assert.Empty((await page.Page()).QuerySelectorAll("script:not([src])"));
    }

    [Fact]
    public async Task Offers_the_stages_first_and_in_the_order_of_a_competition()
    {
        using var studio = await StudioCase.OpenAsync();
        var answer = await StudioCase.ReadAsync(await studio.Browser.GetAsync("/elsa/api/descriptors/activities"));
        var offered = answer["items"]!.AsArray().Where(i => i!["isBrowsable"]!.GetValue<bool>()).ToList();
        var categories = offered.Select(i => i!["category"]!.ToString()).Distinct().ToList();
        Assert.Equal(categories.Order(StringComparer.Ordinal), categories);
        Assert.Equal("1 公告与报名", categories[0]);
        Assert.EndsWith("流程控制", categories[^1], StringComparison.Ordinal);
        var exam = offered.Single(i => i!["typeName"]!.ToString() == "ApprovalFlow.WrittenExam")!;
        Assert.Equal(["已确定面试人选", "无人合格"], exam["ports"]!.AsArray().Select(p => p!["displayName"]!.ToString()));
        Assert.All(exam["inputs"]!.AsArray(), input => Assert.Matches("[\u4e00-\u9fff]", input!["displayName"]!.ToString()));
    }

    [Fact]
    public async Task Speaks_English_to_readers_of_English()
    {
        using var studio = await StudioCase.OpenAsync();
        var text = await studio.App.As(studio.Administrator, "en").GetStringAsync("/elsa/api/descriptors/activities");
        foreach (var item in JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray())
            Assert.DoesNotMatch("[\u4e00-\u9fff]", $"{item.GetProperty("displayName")} {item.GetProperty("description")} {item.GetProperty("category")} {item.GetProperty("ports")}");
    }

    [Fact]
    public async Task Leads_from_the_studios_own_lists_to_ours()
    {
        var person = await _app.HasPerson(await _app.HasUnit(), "甲");
        using var answer = await _app.As(person).GetAsync("/studio/workflows/definitions");
        Assert.Equal("/procedures", answer.Headers.Location!.ToString());
    }

    public void Dispose() => _app.Dispose();

    private async Task<HttpResponseMessage> GetAsync(string address, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        return await _app.Anybody().SendAsync(request);
    }
}
