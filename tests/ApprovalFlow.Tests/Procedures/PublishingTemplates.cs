using ApprovalFlow.Procedures;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Procedures;

public sealed class PublishingTemplates : IDisposable
{
    private const string Definition = """
        {"id":"tiny-v1","definitionId":"tiny","name":"很小的办法","version":1,"customProperties":{"nameEn":"Tiny"},"root":{
          "id":"f","type":"Elsa.Flowchart","activities":[{"id":"start","type":"Elsa.Start"}],"connections":[]}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("approvalflow-workflows-").FullName;
    private readonly TestApp _app = new();

    [Fact]
    public async Task Happens_once_however_often_the_program_starts()
    {
        Write("tiny", Definition);
        Assert.Equal(["tiny-v1"], (await LoadAsync()).Published);
        var again = await LoadAsync();
        Assert.Empty(again.Published);
        Assert.Empty(again.Refused);
        var version = Assert.Single(await VersionsAsync());
        Assert.Equal(("Tiny", ProcedureState.Published, (Guid?)null, 64), (version.NameEn, version.State, version.UnitId, version.Hash.Length));
    }

    [Fact]
    public async Task A_changed_file_of_a_published_version_is_refused_in_one_line_and_changes_nothing()
    {
        Write("tiny", Definition);
        await LoadAsync();
        var before = Assert.Single(await VersionsAsync()).Hash;
        Write("tiny", Definition.Replace("很小的办法", "改过的办法", StringComparison.Ordinal));
        var refusal = Assert.Single((await LoadAsync()).Refused);
        Assert.Contains("tiny-v1", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
        Assert.Equal(before, Assert.Single(await VersionsAsync()).Hash);
    }

    [Fact]
    public async Task One_that_cannot_run_is_refused_with_its_place_and_does_not_hold_up_the_others()
    {
        Write("a-broken", Definition.Replace("Elsa.Start", "Elsa.Cron", StringComparison.Ordinal).Replace("tiny", "broken", StringComparison.Ordinal));
        Write("b-tiny", Definition);
        var result = await LoadAsync();
        Assert.Equal(["tiny-v1"], result.Published);
        Assert.Contains("$.root.activities[0]", Assert.Single(result.Refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_has_no_templates() =>
        Assert.Empty((await _app.Ask<TemplateLoader, TemplateLoader.Result>(l => l.RunAsync(Path.Combine(_folder, "none"), default))).Published);

    public void Dispose()
    {
        _app.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<TemplateLoader.Result> LoadAsync() => _app.Ask<TemplateLoader, TemplateLoader.Result>(l => l.RunAsync(_folder, default));

    private Task<List<ProcedureVersion>> VersionsAsync() => _app.Rows<ProcedureVersion>(all => all.Where(v => v.DefinitionId == "tiny"));

    private void Write(string template, string json)
    {
        Directory.CreateDirectory(Path.Combine(_folder, template));
        File.WriteAllText(Path.Combine(_folder, template, "procedure.v1.json"), json);
    }
}
