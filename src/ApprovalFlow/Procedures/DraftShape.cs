using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApprovalFlow.Engine;

namespace ApprovalFlow.Procedures;

/// <summary>
/// Is this a drawing at all? What it refuses cannot be stored, not even as a draft: it is no flowchart, uses activities that
/// do not exist here, or carries texts that no designer writes. Whether the drawing is lawful is another question.
/// </summary>
internal sealed partial class DraftShape
{
    private const int MostActivities = 200;
    private const int MostConnections = 800;
    private const int LongestName = 100;

    private static readonly HashSet<string> Expressions =
        new(["Literal", "Object", "Json", "Variable", "Input", "Output", "JavaScript"], StringComparer.OrdinalIgnoreCase);

    private readonly ActivityCatalog _catalog;
    private readonly List<DefinitionProblem> _problems = [];
    private readonly List<(string ActivityId, string DefinitionId)> _embedded = [];
    private int _activities;

    private DraftShape(ActivityCatalog catalog) => _catalog = catalog;

    /// <summary>Why it cannot be stored, and which other definitions it uses as activities.</summary>
    public static (IReadOnlyList<DefinitionProblem> Problems, IReadOnlyList<(string ActivityId, string DefinitionId)> Embedded) Of(
        JsonObject json, ActivityCatalog catalog)
    {
        var shape = new DraftShape(catalog);
        shape.Name("$.name", null, json["name"]);
        if (json["customProperties"] is JsonObject custom) shape.Name("$.customProperties.nameEn", null, custom[DraftJson.NameEnProperty]);
        if (DraftJson.Flowchart(json) is { } flowchart) shape.Flowchart(flowchart, "$.root");
        else shape.Refuse("$.root", null, "这不是流程图：缺少类型为 Elsa.Flowchart 的 root。", "This is no drawing: a root of type Elsa.Flowchart is missing.");
        return (shape._problems, shape._embedded);
    }

    private void Flowchart(JsonObject flowchart, string path)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var activities = Items(flowchart, "activities", path);
        for (var i = 0; i < activities.Count; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}.activities[{i}]");
            if (activities[i] is not JsonObject activity)
            {
                Refuse(at, null, "活动应当是一个 JSON 对象。", "An activity is a JSON object.");
                continue;
            }

            Activity(activity, at);
            var id = DraftJson.Text(activity["id"]);
            if (!ids.Add(id)) Refuse(at, id, $"有两个活动使用同一个 id“{id}”。", $"Two activities have the id '{id}'.");
        }

        var connections = Items(flowchart, "connections", path);
        if (connections.Count > MostConnections) Refuse(path, null, $"连线超过 {MostConnections} 条。", $"There are more than {MostConnections} connections.");
        for (var i = 0; i < connections.Count; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}.connections[{i}]");
            if (connections[i] is not JsonObject connection || End(connection["source"]) is not { } from || End(connection["target"]) is not { } to)
                Refuse(at, null, "连线应当写明起点和终点。", "A connection names where it starts and where it leads.");
            else if (!ids.Contains(from) || !ids.Contains(to))
                Refuse(at, ids.Contains(from) ? from : null, $"连线指向图中不存在的活动（{from} → {to}）。", $"The connection names an activity that is not drawn ({from} -> {to}).");
        }
    }

    private void Activity(JsonObject activity, string path)
    {
        if (++_activities == MostActivities + 1) Refuse(path, null, $"活动超过 {MostActivities} 个。", $"There are more than {MostActivities} activities.");
        if (_activities > MostActivities) return;

        var id = DraftJson.Text(activity["id"]);
        var type = DraftJson.Text(activity["type"]);
        if (!Id().IsMatch(id))
            Refuse(path, null, "活动的 id 应当是 1 至 100 个字母、数字、点、横线、下划线或冒号。", "An activity's id has 1 to 100 letters, digits, dots, dashes, underscores or colons.");
        Embeds(activity, path, id, type);
        var metadata = activity["metadata"] as JsonObject;
        Name($"{path}.metadata.displayText", id, metadata?["displayText"]);
        Name($"{path}.name", id, activity["name"]);
        Place(metadata?["designer"] as JsonObject, path, id);

        foreach (var (name, value) in activity)
        {
            if (name is "metadata" or "customProperties" || (type == "Elsa.Flowchart" && name is "activities" or "connections")) continue;
            if (value is JsonObject { Count: > 0 } setting && setting["expression"] is JsonObject expression)
            {
                if (!Expressions.Contains(DraftJson.Text(expression["type"])))
                    Refuse($"{path}.{name}", id, $"不支持表达式类型“{DraftJson.Text(expression["type"])}”。", $"Expression type '{DraftJson.Text(expression["type"])}' is not supported.");
            }
            else
            {
                Inside(value, $"{path}.{name}");
            }
        }
    }

    /// <summary>Activities in activities: containers, branches and cases.</summary>
    private void Inside(JsonNode? value, string path)
    {
        if (value is JsonObject json && json["type"] is JsonValue && json["id"] is JsonValue)
        {
            if (DraftJson.Text(json["type"]) == "Elsa.Flowchart") Flowchart(json, path);
            Activity(json, path);
        }
        else if (value is JsonObject other)
        {
            foreach (var (name, inner) in other) Inside(inner, $"{path}.{name}");
        }
        else if (value is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++) Inside(list[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"));
        }
    }

    private void Embeds(JsonObject activity, string path, string id, string type)
    {
        var reference = activity["workflowDefinitionId"];
        if (reference is null && _catalog.Find(type) is null)
        {
            Refuse(path, id, $"没有“{type}”这种环节。", $"There is no activity of type '{type}'.");
        }
        else if (reference is JsonObject wrapped)
        {
            var expression = wrapped["expression"] as JsonObject;
            if (DraftJson.Text(expression?["type"]) == "Literal") _embedded.Add((id, DraftJson.Text(expression!["value"])));
            else Refuse(path, id, "所用的另一个流程应当直接写明。", "The other procedure that is used must be named outright.");
        }
        else if (reference is not null)
        {
            _embedded.Add((id, DraftJson.Text(reference)));
        }
    }

    private void Name(string path, string? activity, JsonNode? name)
    {
        if (name is null) return;
        var text = DraftJson.Text(name);
        if (name is not JsonValue || text.Length > LongestName || text.Any(c => char.IsControl(c) || c is '<' or '>'))
            Refuse(path, activity, $"名称应当是不超过 {LongestName} 字的一行文字，不含尖括号。", $"A name is one line of at most {LongestName} characters, without angle brackets.");
    }

    private void Place(JsonObject? designer, string path, string id)
    {
        foreach (var (part, name) in (ReadOnlySpan<(string, string)>)[("position", "x"), ("position", "y"), ("size", "width"), ("size", "height")])
        {
            if ((designer?[part] as JsonObject)?[name] is { } number
                && !(number is JsonValue value && value.TryGetValue<double>(out var at) && Math.Abs(at) <= 100_000))
            {
                Refuse($"{path}.metadata.designer.{part}.{name}", id, "位置应当是一个不太大的数。", "A place is a number that is not too large.");
            }
        }
    }

    private List<JsonNode?> Items(JsonObject owner, string name, string path)
    {
        if (owner[name] is JsonArray list) return [.. list];
        if (owner[name] is not null) Refuse($"{path}.{name}", null, $"{name} 应当是一个列表。", $"{name} is a list.");
        return [];
    }

    private static string? End(JsonNode? end) =>
        DraftJson.Text(end is JsonObject named ? named["activity"] : end) is { Length: > 0 } id ? id : null;

    private void Refuse(string path, string? activity, string zh, string en)
    {
        if (_problems.Count < 50) _problems.Add(new(path, activity, new(zh, en)));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._:\-]{1,100}\z")]
    private static partial Regex Id();
}
