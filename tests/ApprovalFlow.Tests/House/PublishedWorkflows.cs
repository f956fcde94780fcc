using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ApprovalFlow.Procedures;
using ApprovalFlow.Procedures.Checks;
using ApprovalFlow.Stages;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.House;

/// <summary>
/// The definitions in workflows/: what was published never changes, what is drawn says so beside it, and no case can come
/// to a way out that leads nowhere.
/// </summary>
public sealed class PublishedWorkflows
{
    /// <summary>Set by infra/scripts/draw-workflows: the drawings are written instead of compared.</summary>
    private const string Draw = "APPROVALFLOW_DRAW";

    private static readonly string Folder = WorkingCopy.Of("workflows");

    public static TheoryData<string> Definitions() =>
        [.. TemplateLoader.Files(Folder).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))];

    [Fact]
    public void Every_published_definition_is_the_one_that_was_locked()
    {
        var locked = Locked();
        Assert.NotEmpty(locked);
        Assert.Empty(locked.Where(line => HashOf(line.Key) != line.Value).Select(line => $"{line.Key} changed: save it as a new version."));
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Every_definition_is_locked(string definition) => Assert.Contains(definition, Locked().Keys);

    [Theory]
    [MemberData(nameof(Definitions))]
    public void The_drawing_beside_a_definition_is_its_own(string definition)
    {
        var file = Path.Combine(Folder, definition);
        var json = File.ReadAllText(file);
        var head = JsonNode.Parse(json)!;
        var drawn = DrawingMarkdown.Of(Drawing.Parse(json), (string)head["name"]!, (string)head["customProperties"]!["nameEn"]!, Path.GetFileName(file));
        var page = Path.ChangeExtension(file, ".md");
        if (Environment.GetEnvironmentVariable(Draw) == "1") File.WriteAllText(page, drawn);

        Assert.True(File.Exists(page), $"{page} is missing: run infra/scripts/draw-workflows.");
        Assert.Equal(drawn, File.ReadAllText(page));
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Every_way_out_of_every_stage_leads_somewhere(string definition)
    {
        var drawing = Drawing.Parse(File.ReadAllText(Path.Combine(Folder, definition)));
        var loose =
            from stage in drawing.InOrder
            where stage.Stage is not null and not StageKind.CloseCompetition
            from outcome in stage.Descriptor?.Outcomes ?? []
            where !drawing.From(stage).Any(c => c.Port == outcome.Name)
            select $"{stage.Id}.{outcome.Name}";
        Assert.Empty(loose);
        var unknown =
            from connection in drawing.Connections
            let stage = drawing.Activities.Single(a => a.Id == connection.From)
            where stage.Descriptor is { } descriptor && descriptor.Outcomes.All(o => o.Name != connection.Port)
            select $"{connection.From}.{connection.Port}";
        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Every_setting_drawn_is_one_that_its_stage_has(string definition)
    {
        var drawing = Drawing.Parse(File.ReadAllText(Path.Combine(Folder, definition)));
        var unknown =
            from stage in drawing.Activities
            where stage.Descriptor is not null
            from setting in stage.Settings.Keys
            where stage.Descriptor!.Inputs.All(i => !i.Name.Equals(setting, StringComparison.OrdinalIgnoreCase))
            select $"{stage.Id}.{setting}";
        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Everything_drawn_can_be_reached_and_nothing_lies_on_top_of_another(string definition)
    {
        var drawing = Drawing.Parse(File.ReadAllText(Path.Combine(Folder, definition)));
        Assert.Empty(drawing.Activities.Except(drawing.InOrder).Select(a => a.Id));
        var overlapping =
            from one in drawing.Activities
            from other in drawing.Activities
            where string.CompareOrdinal(one.Id, other.Id) < 0
                && Math.Abs(one.X - other.X) < one.Width && Math.Abs(one.Y - other.Y) < one.Height
            select $"{one.Id} {other.Id}";
        Assert.Empty(overlapping);
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void No_definition_breaks_a_rule(string definition) => Assert.Empty(
        ProcedureCheck.Of(File.ReadAllText(Path.Combine(Folder, definition))).Where(f => f.Blocks).Select(f => $"{f.Code} {f.ActivityId}: {f.Text.En}"));

    private static Dictionary<string, string> Locked() => File.ReadAllLines(Path.Combine(Folder, "published.lock"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split("  ", 2))
        .ToDictionary(parts => parts[1], parts => parts[0]);

    private static string HashOf(string definition)
    {
        var file = Path.Combine(Folder, definition);
        return File.Exists(file) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : "missing";
    }
}
