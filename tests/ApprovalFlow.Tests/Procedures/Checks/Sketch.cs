using System.Text.Json.Nodes;
using ApprovalFlow.Procedures.Checks;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Procedures.Checks;

/// <summary>A procedure that is changed as a designer would change it: stages put in and taken out, arrows drawn, settings written.</summary>
internal sealed class Sketch
{
    private readonly JsonObject _json;

    private Sketch(JsonObject json) => _json = json;

    /// <summary>The provincial department's template.</summary>
    public static Sketch T1 => Load("provincial-department");

    /// <summary>The small unit's template.</summary>
    public static Sketch T5 => Load("small-unit");

    public string Json => _json.ToJsonString();

    private JsonObject Root => (JsonObject)_json["root"]!;
    private JsonArray Activities => (JsonArray)Root["activities"]!;
    private JsonArray Arrows => (JsonArray)Root["connections"]!;

    public IReadOnlyList<ProcedureFinding> Findings(UnitFacts? unit = null) => ProcedureCheck.Of(Json, unit: unit);

    public Sketch Set(string activity, string input, string value, string kind = "Literal")
    {
        Find(activity)[input] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = kind, ["value"] = value } };
        return this;
    }

    /// <summary>An activity that nothing leads to yet.</summary>
    public Sketch Put(string id, string type, params (string Input, string Value)[] settings)
    {
        Activities.Add(Activity(id, type, settings));
        return this;
    }

    public Sketch Put(JsonObject activity)
    {
        Activities.Add(activity);
        return this;
    }

    public Sketch Arrow(string from, string port, string to)
    {
        Arrows.Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from, ["port"] = port }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        });
        return this;
    }

    public Sketch Cut(string from, string port)
    {
        foreach (var arrow in Arrows.Where(a => (string?)a!["source"]!["activity"] == from && (string?)a["source"]!["port"] == port).ToList()) Arrows.Remove(arrow);
        return this;
    }

    /// <summary>The arrow from this port leads elsewhere from now on.</summary>
    public Sketch Turn(string from, string port, string to) => Cut(from, port).Arrow(from, port, to);

    /// <summary>Takes an activity out; what led to it leads to <paramref name="then"/>.</summary>
    public Sketch Drop(string id, string? then = null)
    {
        foreach (var arrow in Arrows.Where(a => (string?)a!["source"]!["activity"] == id).ToList()) Arrows.Remove(arrow);
        foreach (var arrow in Arrows.Where(a => (string?)a!["target"]!["activity"] == id).ToList())
        {
            if (then is null) Arrows.Remove(arrow);
            else arrow!["target"]!["activity"] = then;
        }

        Activities.Remove(Find(id));
        return this;
    }

    /// <summary>Takes a stage out together with the close that its other way out led to.</summary>
    public Sketch Without(string stage, string then) => Drop(stage, then).Drop("close-" + stage);

    public Sketch Variable(string name, string value)
    {
        ((JsonArray)_json["variables"]!).Add(new JsonObject { ["id"] = name, ["name"] = name, ["typeName"] = "Int32", ["value"] = value });
        return this;
    }

    /// <summary>A counted way back: raise the variable, then a decision that goes back or gives up.</summary>
    public Sketch Loop(string from, string port, string to, string otherwise, string counter = "attempts")
    {
        Variable(counter, "0");
        Put(Raise("raise-" + counter, counter));
        Put("again-" + counter, "Elsa.FlowDecision").Set("again-" + counter, "condition", $"getVariable('{counter}') < 2", "JavaScript");
        return Turn(from, port, "raise-" + counter).Arrow("raise-" + counter, "Done", "again-" + counter)
            .Arrow("again-" + counter, "True", to).Arrow("again-" + counter, "False", otherwise);
    }

    public static JsonObject Raise(string id, string variable) => new()
    {
        ["id"] = id, ["type"] = "Elsa.SetVariable", ["variable"] = new JsonObject { ["id"] = variable, ["name"] = variable, ["typeName"] = "Int32" },
        ["value"] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = $"getVariable('{variable}') + 1" } },
    };

    public static JsonObject Activity(string id, string type, params (string Input, string Value)[] settings)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (input, value) in settings)
            activity[input] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        return activity;
    }

    public static JsonObject Fork(string id, params string[] branches) => new()
    {
        ["id"] = id, ["type"] = "Elsa.FlowFork",
        ["branches"] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = new JsonArray([.. branches.Select(b => (JsonNode)b)]) } },
    };

    public static JsonObject Sequence(string id, params JsonObject[] children) => new()
    {
        ["id"] = id, ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray([.. children]),
    };

    private JsonObject Find(string id) => Activities.OfType<JsonObject>().Single(a => (string?)a["id"] == id);

    private static Sketch Load(string template) =>
        new((JsonObject)JsonNode.Parse(File.ReadAllText(WorkingCopy.Of($"workflows/{template}/procedure.v1.json")))!);
}
