using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures;

/// <summary>One activity as it was drawn: its place, its name and its settings as texts.</summary>
public sealed record DrawnActivity(
    string Id, string Type, string DisplayText, double X, double Y, double Width, double Height,
    IReadOnlyDictionary<string, string> Settings)
{
    private const string Prefix = "ApprovalFlow.";

    /// <summary>The stage it stands for; null for the engine's own activities, such as the start.</summary>
    public StageKind? Stage { get; } =
        Type.StartsWith(Prefix, StringComparison.Ordinal) && Enum.TryParse<StageKind>(Type[Prefix.Length..], out var kind) ? kind : null;

    public ActivityDescriptor? Descriptor { get; } = StageCatalog.All.FirstOrDefault(d => d.TypeName == Type);

    /// <summary>The setting as drawn, else the activity's own default; null when neither is there. Lists are joined by commas.</summary>
    public string? Setting(string name) =>
        Settings.TryGetValue(name, out var drawn) ? drawn
        : Descriptor?.Inputs.FirstOrDefault(i => i.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Default is { } fallback
            ? Drawing.TextOf(fallback)
            : null;
}

/// <summary>An arrow: from one activity's way out to the next activity.</summary>
public sealed record DrawnConnection(string From, string Port, string To);

/// <summary>
/// A procedure's flowchart as people look at it. Reads any definition that the designer can save, also one that could not
/// run yet; whether it can run is the engine's question at import.
/// </summary>
public sealed class Drawing
{
    private const string Start = "Elsa.Start";

    private Drawing(IReadOnlyList<DrawnActivity> activities, IReadOnlyList<DrawnConnection> connections)
    {
        Activities = activities;
        Connections = connections;
        InOrder = Walk();
    }

    public IReadOnlyList<DrawnActivity> Activities { get; }
    public IReadOnlyList<DrawnConnection> Connections { get; }

    /// <summary>Every activity that the flow can reach, nearest to the start first.</summary>
    public IReadOnlyList<DrawnActivity> InOrder { get; }

    /// <summary>The stages in the order the flow reaches them; what only closes the competition is left out.</summary>
    public IEnumerable<DrawnActivity> Stages => InOrder.Where(a => a.Stage is not null and not StageKind.CloseCompetition);

    public DrawnActivity? First(StageKind kind) => Stages.FirstOrDefault(a => a.Stage == kind);

    public IEnumerable<DrawnConnection> From(DrawnActivity activity) => Connections.Where(c => c.From == activity.Id);

    public static Drawing Parse(string json)
    {
        var root = (JsonNode.Parse(json) as JsonObject)?["root"] as JsonObject;
        if (root is not null && Text(root["type"]) == "Elsa.Workflow") root = root["root"] as JsonObject;
        return new Drawing(
            [.. Objects(root?["activities"]).Select(Activity)],
            [.. Objects(root?["connections"]).Select(Connection)]);
    }

    /// <summary>A value of a setting as one text: lists joined by commas, numbers without culture.</summary>
    internal static string TextOf(object value) => value switch
    {
        string text => text,
        IEnumerable<string> list => string.Join(',', list),
        bool flag => flag ? "true" : "false",
        JsonNode node => Value(node),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(value),
    };

    /// <summary>An activity that nobody placed stands below the one listed before it.</summary>
    internal static DrawnActivity Activity(JsonObject json, int place)
    {
        var metadata = json["metadata"] as JsonObject;
        var designer = metadata?["designer"] as JsonObject;
        var text = Text(metadata?["displayText"]);
        return new DrawnActivity(
            Text(json["id"]), Text(json["type"]), text.Length > 0 ? text : Text(json["name"]),
            Number(designer?["position"]?["x"], 60), Number(designer?["position"]?["y"], 40 + 110 * place),
            Number(designer?["size"]?["width"], 200), Number(designer?["size"]?["height"], 54),
            json.Where(p => p.Value is JsonObject setting && setting["expression"] is JsonObject)
                .ToDictionary(p => p.Key, p => Value(p.Value!["expression"]!["value"]), StringComparer.OrdinalIgnoreCase));
    }

    private static DrawnConnection Connection(JsonObject json)
    {
        var port = json["source"] is JsonObject from ? Text(from["port"]) : Text(json["sourcePort"]);
        return new DrawnConnection(End(json["source"]), port.Length > 0 ? port : "Done", End(json["target"]));
    }

    private static string End(JsonNode? end) => end is JsonObject named ? Text(named["activity"]) : Text(end);

    /// <summary>The studio writes lists as a text holding a JSON array.</summary>
    private static string Value(JsonNode? value)
    {
        if (value is JsonArray list) return string.Join(',', list.Select(Text));
        var text = Text(value);
        if (!text.StartsWith('[')) return text;
        try
        {
            return JsonNode.Parse(text) is JsonArray inner && inner.All(i => i is JsonValue) ? string.Join(',', inner.Select(Text)) : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static string Text(JsonNode? node) => node is JsonValue value ? value.ToString() : node?.ToJsonString() ?? "";

    private static double Number(JsonNode? node, double otherwise) =>
        double.TryParse(Text(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private List<DrawnActivity> Walk()
    {
        var byId = Activities.GroupBy(a => a.Id).ToDictionary(g => g.Key, g => g.First());
        var start = Activities.FirstOrDefault(a => a.Type == Start) ?? Activities.FirstOrDefault(a => Connections.All(c => c.To != a.Id));
        if (start is null) return [];

        var order = new List<DrawnActivity> { start };
        for (var i = 0; i < order.Count; i++)
        {
            foreach (var next in From(order[i]).Select(c => byId.GetValueOrDefault(c.To)))
                if (next is not null && !order.Contains(next)) order.Add(next);
        }

        return order;
    }
}
