using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures;

/// <summary>
/// Draws on a flowchart's JSON: adds stages where they belong, takes them out and joins what is left, turns arrows. What it
/// does not touch stays as it is, and what it adds lies where the designer shows it without overlap.
/// </summary>
internal sealed class FlowchartPen
{
    private const double StepDown = 110, CloseRight = 360;
    private readonly JsonObject _flowchart;
    private readonly JsonArray _activities;
    private readonly JsonArray _connections;

    public FlowchartPen(JsonObject flowchart)
    {
        _flowchart = flowchart;
        _activities = List("activities");
        _connections = List("connections");
    }

    /// <summary>The way out that goes on; the other one of a stage says that nobody is left.</summary>
    public static string MainWayOut(StageKind stage) => Descriptor(stage)?.Outcomes[0].Name ?? "Done";

    public string? Find(StageKind stage) => Activities().Where(a => DraftJson.Text(a["type"]) == DrawingParts.TypeOf(stage)).Select(IdOf).FirstOrDefault();

    public JsonObject? Activity(string id) => Activities().FirstOrDefault(a => IdOf(a) == id);

    public string Place(string wantedId, string type, string displayText, double x, double y)
    {
        var id = FreeId(wantedId);
        _activities.Add(DrawingParts.Activity(_flowchart, id, type, displayText, x, y));
        return id;
    }

    /// <summary>
    /// Puts a stage behind a way out; where that led before, the stage's main way out leads now. Its other ways out go to a
    /// close of their own.
    /// </summary>
    public string AddStage(StageKind stage, string after, string port)
    {
        var name = ProcedureWords.Name(stage).Zh;
        var (x, y) = PlaceOf(after);
        y += StepDown;
        var next = Leads(after, port);
        MakeRoom(y, StepDown);
        var id = Place(Kebab(stage.ToString()), DrawingParts.TypeOf(stage), name, x, y);
        Lead(after, port, id);
        if (stage == StageKind.CloseCompetition) return id;
        if (next is not null) Lead(id, MainWayOut(stage), next);
        foreach (var outcome in Descriptor(stage)?.Outcomes.Skip(1) ?? []) AddClose(id, outcome.Name, stage, x + CloseRight, y);
        return id;
    }

    public void AddEnd(string after, string port)
    {
        var (x, y) = PlaceOf(after);
        Lead(after, port, Place("end", DrawingParts.End, "结束", x, y + StepDown));
    }

    /// <summary>
    /// Takes a stage out, with the closes that nothing else leads to; what led to it leads to what followed on its main way out.
    /// Says which stage followed, or which came before where nothing did.
    /// </summary>
    public string Remove(string id)
    {
        var port = Enum.TryParse<StageKind>(DraftJson.Text(Activity(id)!["type"]).Split('.')[^1], out var stage) ? MainWayOut(stage) : "Done";
        var next = Leads(id, port);
        if (next == id) next = null;
        var before = Connections().Where(c => End(c["target"]) == id && End(c["source"]) != id).ToList();
        var after = Connections().Where(c => End(c["source"]) == id).Select(c => End(c["target"])).Distinct().ToList();
        foreach (var connection in before)
        {
            // Each keeps its own JSON; only where it leads is new.
            if (next is null) _connections.Remove(connection);
            else LeadTo(connection, next);
        }

        TakeOut(id);
        foreach (var close in after.Where(a => a != next && IsClose(a) && Connections().All(c => End(c["target"]) != a))) TakeOut(close);
        return next ?? before.Select(c => End(c["source"])).FirstOrDefault() ?? "";
    }

    /// <summary>The way out leads there from now on, and nowhere else.</summary>
    public void Lead(string from, string port, string to)
    {
        Cut(from, port);
        _connections.Add(DrawingParts.Connection(from, port, to));
    }

    public void Cut(string from, string port)
    {
        foreach (var old in ConnectionsOf(from, port).ToList()) _connections.Remove(old);
    }

    public string? Leads(string from, string port) => ConnectionsOf(from, port).Select(c => End(c["target"])).FirstOrDefault();

    public void SetSetting(string id, string name, string type, string value) =>
        Activity(id)![DrawingParts.Camel(name)] = DrawingParts.Literal(type, value);

    private void TakeOut(string id)
    {
        foreach (var connection in Connections().Where(c => End(c["source"]) == id || End(c["target"]) == id).ToList()) _connections.Remove(connection);
        _activities.Remove(Activity(id));
    }

    private bool IsClose(string id) => DraftJson.Text(Activity(id)?["type"]) == DrawingParts.TypeOf(StageKind.CloseCompetition);

    private static void LeadTo(JsonObject connection, string to)
    {
        if (connection["target"] is JsonObject target) target["activity"] = to;
        else connection["target"] = to;
        if (connection["vertices"] is JsonArray vertices) vertices.Clear();
    }

    private void AddClose(string stageId, string port, StageKind stage, double x, double y)
    {
        var close = Place("close-" + stageId, DrawingParts.TypeOf(StageKind.CloseCompetition), CloseText(stage), x, y);
        SetSetting(close, "Reason", "String", ReasonOf(stage).ToString());
        Lead(stageId, port, close);
    }

    private static Stages.CloseCompetition.CloseReason ReasonOf(StageKind stage) => stage switch
    {
        StageKind.Registration => Stages.CloseCompetition.CloseReason.TooFew,
        StageKind.QualificationReview => Stages.CloseCompetition.CloseReason.NoneQualified,
        StageKind.WrittenExam or StageKind.Interview or StageKind.DemocraticEvaluation or StageKind.Synthesis => Stages.CloseCompetition.CloseReason.NonePassed,
        StageKind.Inspection or StageKind.FourChecks => Stages.CloseCompetition.CloseReason.NoneSuitable,
        StageKind.PartyGroupDecision or StageKind.PublicNotice or StageKind.Appointment => Stages.CloseCompetition.CloseReason.NonePassedDecision,
        _ => Stages.CloseCompetition.CloseReason.Other,
    };

    private static string CloseText(StageKind stage) => stage switch
    {
        StageKind.Registration => "报名人数不足，终止",
        StageKind.QualificationReview => "均未通过审查，终止",
        StageKind.WrittenExam => "笔试均未达线，终止",
        StageKind.Interview => "面试均未达线，终止",
        _ => "无合适人选，终止",
    };

    /// <summary>Everything from this height on moves down.</summary>
    private void MakeRoom(double from, double by)
    {
        foreach (var activity in Activities())
        {
            if (Position(activity) is { } position && Number(position["y"]) is var y && y >= from - 1) position["y"] = y + by;
        }
    }

    private (double X, double Y) PlaceOf(string id) =>
        Activity(id) is { } activity && Position(activity) is { } position ? (Number(position["x"]), Number(position["y"])) : (60, 40);

    private static JsonObject? Position(JsonObject activity) => (activity["metadata"] as JsonObject)?["designer"]?["position"] as JsonObject;

    private static double Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : 0;

    private IEnumerable<JsonObject> Activities() => _activities.OfType<JsonObject>();

    private IEnumerable<JsonObject> Connections() => _connections.OfType<JsonObject>();

    private IEnumerable<JsonObject> ConnectionsOf(string from, string port) =>
        Connections().Where(c => End(c["source"]) == from && PortOf(c) == port);

    private static string PortOf(JsonObject connection) =>
        DraftJson.Text(connection["source"] is JsonObject from ? from["port"] : connection["sourcePort"]) is { Length: > 0 } port ? port : "Done";

    private static string End(JsonNode? end) => DraftJson.Text(end is JsonObject named ? named["activity"] : end);

    private static string IdOf(JsonObject activity) => DraftJson.Text(activity["id"]);

    private string FreeId(string wanted)
    {
        var id = wanted;
        for (var n = 2; Activity(id) is not null; n++) id = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{n}");
        return id;
    }

    private static string Kebab(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static Engine.ActivityDescriptor? Descriptor(StageKind stage) => StageCatalog.All.FirstOrDefault(d => d.TypeName == DrawingParts.TypeOf(stage));

    private JsonArray List(string name)
    {
        if (_flowchart[name] is JsonArray list) return list;
        var added = new JsonArray();
        _flowchart[name] = added;
        return added;
    }
}
