using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlow.Engine.Tests.Support;

/// <summary>Writes definitions as Elsa Studio saves them, in few words.</summary>
public static class Flow
{
    /// <summary>A flowchart; arrows as "a -> b" or "a:True -> b".</summary>
    public static JsonObject Chart(IEnumerable<JsonObject> activities, params string[] arrows) => Definition(FlowchartOf("Flowchart1", activities, arrows));

    public static JsonObject FlowchartOf(string id, IEnumerable<JsonObject> activities, params string[] arrows) => new()
    {
        ["id"] = id, ["type"] = "Elsa.Flowchart", ["version"] = 1, ["metadata"] = new JsonObject(), ["customProperties"] = new JsonObject(),
        ["activities"] = new JsonArray([.. activities]),
        ["connections"] = new JsonArray([.. arrows.Select(Arrow)]),
    };

    public static JsonObject Definition(JsonObject root, string id = "flow", int version = 1) => new()
    {
        ["id"] = $"{id}-v{version}", ["definitionId"] = id, ["name"] = id, ["version"] = version,
        ["variables"] = new JsonArray(), ["inputs"] = new JsonArray(), ["outputs"] = new JsonArray(), ["outcomes"] = new JsonArray(),
        ["isLatest"] = true, ["isPublished"] = true, ["root"] = root,
    };

    public static JsonObject SequenceOf(string id, params JsonObject[] activities) => new()
    {
        ["id"] = id, ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray([.. activities]),
    };

    public static JsonObject Named(this JsonObject definition, string id, int version = 1)
    {
        definition["id"] = $"{id}-v{version}";
        definition["definitionId"] = id;
        definition["name"] = id;
        definition["version"] = version;
        return definition;
    }

    public static JsonObject Variable(this JsonObject json, string name, JsonNode? value = null, string type = "Object")
    {
        if (json["variables"] is not JsonArray list) json["variables"] = list = [];
        list.Add(new JsonObject { ["id"] = "var-" + name, ["name"] = name, ["typeName"] = type, ["isArray"] = false, ["value"] = value });
        return json;
    }

    public static JsonObject Input(this JsonObject json, string name, string type = "Object")
    {
        ((JsonArray)json["inputs"]!).Add(new JsonObject { ["type"] = type, ["name"] = name, ["displayName"] = name, ["isArray"] = false });
        return json;
    }

    public static JsonObject Output(this JsonObject json, string name)
    {
        ((JsonArray)json["outputs"]!).Add(new JsonObject { ["type"] = "Object", ["name"] = name, ["displayName"] = name });
        return json;
    }

    public static JsonObject Activity(string type, string id) => new()
    {
        ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1,
        ["customProperties"] = new JsonObject { ["canStartWorkflow"] = false }, ["metadata"] = new JsonObject(),
    };

    public static JsonObject With(this JsonObject activity, string input, JsonNode? value, string type = "Literal")
    {
        activity[input] = new JsonObject
        {
            ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value },
            ["memoryReference"] = new JsonObject { ["id"] = $"{activity["id"]}:{input}" },
        };
        return activity;
    }

    public static JsonObject Js(this JsonObject activity, string input, string script) => activity.With(input, script, "JavaScript");

    /// <summary>Binds an output to a variable (by id) or to a workflow output (by name).</summary>
    public static JsonObject Bind(this JsonObject activity, string output, string target)
    {
        activity[output] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = target } };
        return activity;
    }

    public static JsonObject Port(this JsonObject activity, string port, JsonObject inner)
    {
        activity[port] = inner;
        return activity;
    }

    /// <summary>Writes its own id.</summary>
    public static JsonObject Line(string id) => Activity("Elsa.WriteLine", id).With("text", id);

    public static JsonObject Say(string id, string script) => Activity("Elsa.WriteLine", id).Js("text", script);

    public static JsonObject Set(string id, string variable, string script)
    {
        var activity = Activity("Elsa.SetVariable", id).Js("value", script);
        activity["variable"] = new JsonObject { ["id"] = "var-" + variable, ["name"] = variable, ["typeName"] = "Object" };
        return activity;
    }

    public static JsonObject Decide(string id, string script) => Activity("Elsa.FlowDecision", id).Js("condition", script);

    public static JsonObject Join(string id, string mode) => Activity("Elsa.FlowJoin", id).With("mode", mode);

    public static JsonObject Fork(string id, params string[] branches) =>
        Activity("Elsa.FlowFork", id).With("branches", JsonSerializer.Serialize(branches), "Object");

    public static JsonObject Wait(string id) => Activity("Elsa.Event", id).With("eventName", id);

    public static JsonObject Delay(string id, string span) => Activity("Elsa.Delay", id).With("timeSpan", span);

    public static JsonObject Duty(string id) => Activity("Test.Duty", id);

    public static JsonObject Fragile(string id) => Activity("Test.Fragile", id);

    public static JsonObject Of(string type, string id) => Activity("Elsa." + type, id);

    /// <summary>A workflow used as an activity.</summary>
    public static JsonObject Uses(string id, string definitionId, int version = 1)
    {
        var activity = Activity(definitionId, id);
        activity["workflowDefinitionId"] = definitionId;
        activity["workflowDefinitionVersionId"] = $"{definitionId}-v{version}";
        activity["version"] = version;
        return activity;
    }

    private static JsonObject Arrow(string text)
    {
        var ends = text.Split("->", StringSplitOptions.TrimEntries);
        var source = ends[0].Split(':');
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = ends[1], ["port"] = "In" }, ["vertices"] = new JsonArray(),
        };
    }
}
